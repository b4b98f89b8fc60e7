import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { Configuration } from './configuration/configuration.ts'
import { OperatorError } from './operator-error.ts'

const dayMs = 24 * 60 * 60 * 1_000
/** Who renews by a timer has done so by then; a certificate of a few days is renewed in its last third. */
const soonMs = 7 * dayMs
const soonShare = 1 / 3

type Certified = Pick<Configuration, 'tls' | 'origin' | 'apiOrigin'>

/** Whether browsers will accept the certificate here and in the days to come. Returns what was found. */
export async function checkCertificate({ tls, origin, apiOrigin }: Certified, now = Date.now()): Promise<string> {
  if (tls === undefined) return 'none of our own'
  const certificate = parse(
    await read(tls.certificate, 'PORCHLIGHT_TLS_CERTIFICATE'),
    (bytes) => new X509Certificate(bytes),
    `${tls.certificate} is not a certificate in PEM form. Give the file that begins with BEGIN CERTIFICATE, chain included.`,
  )
  const key = parse(
    await read(tls.key, 'PORCHLIGHT_TLS_KEY'),
    createPrivateKey,
    `${tls.key} is not a private key in PEM form without a passphrase. Give the file that begins with BEGIN PRIVATE KEY.`,
  )
  if (!certificate.checkPrivateKey(key)) {
    throw new OperatorError(
      `${tls.key} is not the private key of ${tls.certificate}. Give the two files that were issued together.`,
    )
  }
  checkNames(certificate, { tls, names: [...new Set([origin, apiOrigin].map((one) => new URL(one).hostname))] })
  return checkTime(certificate, tls.certificate, now)
}

async function read(path: string, setting: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(
      `${path} cannot be read (${reason}). Check ${setting}, and that this user may read the file.`,
      { cause },
    )
  }
}

function parse<Parsed>(bytes: Buffer, reader: (bytes: Buffer) => Parsed, fault: string): Parsed {
  try {
    return reader(bytes)
  } catch (cause) {
    throw new OperatorError(fault, { cause })
  }
}

function checkNames(
  certificate: X509Certificate,
  { tls, names }: { tls: { certificate: string }; names: readonly string[] },
): void {
  const missing = names.filter((name) => !covers(certificate, name))
  if (missing.length === 0) return
  throw new OperatorError(
    `${tls.certificate} does not hold ${missing.join(' and ')}, so browsers will refuse it. Have one issued for ${names.join(' and ')}, or set PORCHLIGHT_ORIGIN to a name that it holds.`,
  )
}

function covers(certificate: X509Certificate, name: string): boolean {
  const address = name.replace(/^\[|\]$/g, '')
  return isIP(address) === 0 ? certificate.checkHost(name) !== undefined : certificate.checkIP(address) !== undefined
}

function checkTime(certificate: X509Certificate, path: string, now: number): string {
  const [from, until] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()]
  const day = new Date(until).toISOString().slice(0, 10)
  if (now < from) {
    throw new OperatorError(`${path} is not valid before ${new Date(from).toISOString()}. Check this machine's clock.`)
  }
  if (now >= until)
    throw new OperatorError(`${path} has expired on ${day}. Renew it: it is then found without a restart.`)
  const left = until - now
  if (left < Math.min(soonMs, (until - from) * soonShare)) {
    throw new OperatorError(
      `${path} expires on ${day}, in ${Math.floor(left / dayMs)} days. See that what renews it runs; a renewed one is found without a restart.`,
    )
  }
  return `${path}, valid until ${day}`
}
