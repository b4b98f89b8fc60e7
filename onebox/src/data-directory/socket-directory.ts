import { lstat, mkdtemp, readlink, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A path below it must stay under 108 bytes; macOS's own temporary folder is longer than that leaves room for. */
const maxParentBytes = 60

/**
 * A new directory, 0700, for sockets, whose path is short enough for them. `record` is a link to it in the data
 * directory, by which the next start removes what a killed one left.
 */
export async function makeSocketDirectory(record: string, runtimeDirectory: string | undefined): Promise<string> {
  const previous = await readlink(record).catch(() => undefined)
  if (previous !== undefined && (await isOurs(previous))) await rm(previous, { recursive: true, force: true })
  await rm(record, { recursive: true, force: true })
  const path = await makeIn([runtimeDirectory, tmpdir(), '/tmp'])
  await symlink(path, record)
  return path
}

async function makeIn(parents: readonly (string | undefined)[]): Promise<string> {
  const short = parents
    .filter((parent) => parent !== undefined)
    .filter((parent) => Buffer.byteLength(parent) <= maxParentBytes)
  for (const parent of short.slice(0, -1)) {
    const made = await mkdtemp(join(parent, 'porchlight-')).catch(() => undefined)
    if (made !== undefined) return made
  }
  return mkdtemp(join(short.at(-1) ?? '/tmp', 'porchlight-'))
}

/** A link that was tampered with must not lead `rm` elsewhere. */
async function isOurs(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  return /\/porchlight-[A-Za-z0-9]{6}$/.test(path) && found?.isDirectory() === true
}
