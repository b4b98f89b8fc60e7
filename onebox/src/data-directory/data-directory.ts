import { chmod, mkdir, readdir, readFile, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '@porchlight/runtime/atomic-write'
import { hasCode, OperatorError } from '../operator-error.ts'

/** Counts up when an older Porchlight could no longer read what a newer one wrote. */
export const formatVersion = 1

const folders = ['config', 'secrets', 'pg', 'objects', 'backups', 'firewall', 'run'] as const
const formatFile = 'format'

/** A new database takes 45 MB; less than this and PostgreSQL would soon stop by itself. */
export const minFreeBytes = 100 * 1024 * 1024

/**
 * Makes the data directory or checks the one that is there; nobody but its owner gets in.
 *
 * @throws {OperatorError} when it is of a newer format, something else's, not writable, or its disk is full; then
 * nothing in it has been touched.
 */
export async function prepareDataDirectory(path: string): Promise<void> {
  try {
    await checkDataDirectory(path)
    await mkdir(path, { recursive: true, mode: 0o700 })
    await checkSpace(path)
    // Started by root, PostgreSQL is another user who must pass through to its own folder.
    await chmod(path, process.getuid?.() === 0 ? 0o711 : 0o700)
    for (const folder of folders) {
      await mkdir(join(path, folder), { recursive: true, mode: 0o700 })
      await chmod(join(path, folder), 0o700)
    }
    if ((await readFormat(path)) === undefined) await writeAtomically(join(path, formatFile), `${formatVersion}\n`)
  } catch (error) {
    throw explained(error, path)
  }
}

/** What went wrong with a file in the data directory, in a sentence. */
export function explained(error: unknown, path: string): unknown {
  if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) {
    return new OperatorError(
      `The data directory ${path} is not writable for this user. Give yourself the right to write there, or set PORCHLIGHT_DATA to another place.`,
      { cause: error },
    )
  }
  if (hasCode(error, 'ENOTDIR', 'EEXIST')) {
    return new OperatorError(`${path} cannot be the data directory: there is a file in its place. Set PORCHLIGHT_DATA.`)
  }
  return hasCode(error, 'ENOSPC', 'EDQUOT') ? noSpace(path) : error
}

function noSpace(path: string): OperatorError {
  const megabytes = minFreeBytes / 1024 / 1024
  return new OperatorError(
    `The disk that holds ${path} is full: Porchlight needs ${megabytes} MB free to start. Make room, or set PORCHLIGHT_DATA to another disk.`,
  )
}

/** Looks only. @throws {OperatorError} when what is there is not ours to read. */
export async function checkDataDirectory(path: string): Promise<void> {
  const entries = await readdir(path).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  })
  const format = await readFormat(path)
  if (format !== undefined && !/^\d{1,6}\n?$/.test(format)) {
    throw new OperatorError(
      `${join(path, formatFile)} is damaged: it must hold the number of the data's format. Put it back from a backup.`,
    )
  }
  if (Number(format ?? formatVersion) > formatVersion) {
    throw new OperatorError(
      `The data in ${path} has format ${format?.trim()}, made by a newer Porchlight; this one reads up to ${formatVersion}. Update Porchlight, or set PORCHLIGHT_DATA to another place.`,
    )
  }
  const strangers = entries.filter(
    (entry) => !folders.some((folder) => folder === entry) && !entry.startsWith(formatFile),
  )
  if (format === undefined && strangers.length > 0) {
    throw new OperatorError(
      `${path} holds something else (${strangers.slice(0, 3).join(', ')}). Set PORCHLIGHT_DATA to an empty or new directory.`,
    )
  }
}

async function checkSpace(path: string): Promise<void> {
  const { bavail, bsize } = await statfs(path)
  if (bavail * bsize < minFreeBytes) throw noSpace(path)
}

async function readFormat(path: string): Promise<string | undefined> {
  return readFile(join(path, formatFile), 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined
    throw error
  })
}
