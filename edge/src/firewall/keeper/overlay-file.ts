import { readFile, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { writeAtomically } from '@porchlight/runtime/atomic-write'
import { FirewallOverlay } from '@porchlight/system/web-acl/overlay'
import { z } from 'zod'
import { normalised } from './patch.ts'

export type ReadOverlay =
  | { readonly kind: 'overlay'; readonly overlay: FirewallOverlay }
  | { readonly kind: 'absent' }
  | { readonly kind: 'faulty'; readonly reason: string }

/** `config/firewall.json` in the data directory. */
export async function readOverlay(path: string): Promise<ReadOverlay> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => error)
  if (text instanceof Error) {
    return 'code' in text && text.code === 'ENOENT'
      ? { kind: 'absent' }
      : { kind: 'faulty', reason: `${path} cannot be read: ${text.message}` }
  }
  return parseOverlay(path, String(text))
}

function parseOverlay(path: string, text: string): ReadOverlay {
  const json = parseJson(text)
  if (json instanceof Error) return { kind: 'faulty', reason: `${path} is not JSON: ${json.message}` }
  const parsed = FirewallOverlay.safeParse(json)
  if (parsed.success) return { kind: 'overlay', overlay: normalised(parsed.data) }
  const unknown = parsed.error.issues.some(({ code }) => code === 'unrecognized_keys')
  const hint = unknown ? ' A newer Porchlight may have written it.' : ''
  return { kind: 'faulty', reason: `${path} is no overlay: ${oneLine(parsed.error)}.${hint}` }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function oneLine(error: z.ZodError): string {
  return z
    .prettifyError(error)
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('✖ ', '')
    .trim()
}

export function writeOverlay(path: string, overlay: FirewallOverlay): Promise<void> {
  return writeAtomically(path, `${JSON.stringify(overlay, null, 2)}\n`)
}

/** Differs whenever the file was written again, whoever did. */
export async function overlayVersion(path: string): Promise<string> {
  return stat(path, { bigint: true }).then(
    ({ ino, mtimeNs, size }) => `${ino} ${mtimeNs} ${size}`,
    () => 'absent',
  )
}

/** Who wrote the file: as much as the operating system remembers. */
export async function overlayAuthor(path: string): Promise<string> {
  const uid = await stat(path).then(
    (found) => found.uid,
    () => process.getuid?.(),
  )
  return uid === process.getuid?.() ? userInfo().username : `user ${uid}`
}
