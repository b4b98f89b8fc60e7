import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '@porchlight/runtime/logger'
import type { KeyPair } from './secure-server.ts'

/** Where a certificate and its private key are, both PEM. */
export interface CertificateFiles {
  readonly certificate: string
  readonly key: string
}

/** The files cannot be used, with what to do about it. */
export class CertificateFault extends Error {
  override name = 'CertificateFault'
}

/** @throws {CertificateFault} where a file cannot be read or is not what it should be, or where the two do not belong together. */
export async function readKeyPair({ certificate, key }: CertificateFiles): Promise<KeyPair & { validUntil: Date }> {
  const [cert, keyBytes] = await Promise.all([readOrFault(certificate), readOrFault(key)])
  const leaf = parseOrFault(
    () => new X509Certificate(cert),
    `${certificate} is not a certificate in PEM form. Give the file that begins with BEGIN CERTIFICATE, chain included.`,
  )
  const privateKey = parseOrFault(
    () => createPrivateKey(keyBytes),
    `${key} is not a private key in PEM form without a passphrase. Give the file that begins with BEGIN PRIVATE KEY.`,
  )
  if (!leaf.checkPrivateKey(privateKey)) {
    throw new CertificateFault(
      `${key} is not the private key of ${certificate}. Give the two files that were issued together.`,
    )
  }
  return { cert, key: keyBytes, validUntil: leaf.validToDate }
}

async function readOrFault(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CertificateFault(`${path} cannot be read (${reason}). Check the path, and that this user may read it.`, {
      cause,
    })
  }
}

function parseOrFault<Parsed>(parse: () => Parsed, fault: string): Parsed {
  try {
    return parse()
  } catch (cause) {
    throw new CertificateFault(fault, { cause })
  }
}

export interface WatchOptions {
  readonly files: CertificateFiles
  readonly intervalMs: number
  readonly logger: Logger
  readonly signal: AbortSignal
  readonly changed: (keyPair: KeyPair) => void
}

/**
 * Looks at the files again and again, and tells when both have become another pair that can be used. Until then, such as
 * while a renewal has written only one of them, the pair in use stays.
 */
export async function watchKeyPair(first: KeyPair, options: WatchOptions): Promise<void> {
  const { files, intervalMs, logger, signal, changed } = options
  let inUse = first
  let fault: string | undefined
  while (!signal.aborted) {
    await delay(intervalMs, undefined, { signal, ref: false }).catch(() => undefined)
    if (signal.aborted) return
    try {
      const next = await readKeyPair(files)
      fault = undefined
      if (next.cert.equals(inUse.cert) && next.key.equals(inUse.key)) continue
      inUse = next
      changed(next)
      announce(next.validUntil, logger)
    } catch (error) {
      if (!(error instanceof CertificateFault)) throw error
      if (error.message !== fault) logger.error(`the certificate in use stays: ${error.message}`)
      fault = error.message
    }
  }
}

/** Says until when it is good; a browser will refuse it after that, and nothing here does. */
export function announce(validUntil: Date, logger: Logger): void {
  if (validUntil.getTime() < Date.now()) {
    logger.warn({ validUntil }, 'the certificate has expired: browsers refuse it until it is renewed')
  } else logger.info({ validUntil }, 'certificate')
}
