import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { hasCode, OperatorError } from '../operator-error.ts'

/** Held until it is released or its process ends, however it ends. */
export interface DataLock {
  release(): void
}

/**
 * Keeps a second Porchlight out of the same data. SQLite's file lock is the one that Node offers which the kernel
 * drops with its holder: no process id to be mistaken for another's, no stale file to race for.
 *
 * @throws {OperatorError} when another process holds it.
 */
export function lockData(dataDirectory: string): DataLock {
  const lock = tryLock(join(dataDirectory, 'run/lock'))
  if (lock !== undefined) return lock
  throw new OperatorError(
    `Another Porchlight is running on the data in ${dataDirectory}. Stop it first, or set PORCHLIGHT_DATA to another place.`,
  )
}

/** Undefined when another process holds the lock of this file. */
export function tryLock(path: string): DataLock | undefined {
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    if (!isBusy(cause)) throw cause
    return undefined
  }
  return { release: () => database.close() }
}

function isBusy(error: unknown): boolean {
  const sqliteBusy = 5
  return hasCode(error, 'ERR_SQLITE_ERROR') && 'errcode' in error && error.errcode === sqliteBusy
}
