import { join } from 'node:path'
import { relational } from '@porchlight/system/data'
import { makeSocketDirectory } from '../data-directory/socket-directory.ts'
import type { Log } from '../log.ts'
import type { Launch } from '../supervisor/running-process.ts'
import { databaseUrl } from './address.ts'
import { findBinaries } from './binaries.ts'
import { createCluster, hasCluster, type Passwords, resetPasswords } from './cluster.ts'
import { databaseLaunch } from './database.ts'
import { stopOrphan } from './orphan.ts'
import { chooseUser, own } from './os-user.ts'
import type { Durability } from './settings.ts'

export interface OpenOptions {
  /** PostgreSQL's folder in the data directory; each major version has a folder of its own in it. */
  readonly directory: string
  /** A link to the socket directory, as `makeSocketDirectory` takes it. */
  readonly socketRecord: string
  readonly runtimeDirectory: string | undefined
  readonly passwords: Passwords
  /** Whether the passwords have just been made, so that an existing database does not know them. */
  readonly newPasswords: boolean
  readonly durability: Durability
  /** Removed when this process is killed. */
  readonly throwawayDirectory?: string
  readonly log: Log
  readonly signal: AbortSignal
}

export interface Database {
  readonly launch: Launch
  /** What the services connect with. */
  readonly url: string
  readonly socketDirectory: string
}

const orphanLimitMs = 15_000

/** The database of a data directory, made where there is none yet, ready to be launched. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const binaries = await findBinaries()
  const user = await chooseUser(options.directory, binaries.postgres)
  const dataDirectory = join(options.directory, String(relational.majorVersion))
  const cluster = { ...options, directory: dataDirectory, user }
  if (!(await hasCluster(dataDirectory))) await createCluster(binaries, cluster)
  else {
    await own(dataDirectory, user)
    if (options.newPasswords) {
      await stopOrphan(dataDirectory, orphanLimitMs)
      await resetPasswords(binaries, cluster)
    }
  }
  const socketDirectory = await makeSocketDirectory(
    options.socketRecord,
    user.kind === 'other' ? undefined : options.runtimeDirectory,
  )
  await own(socketDirectory, user)
  return {
    launch: databaseLaunch(binaries, { ...options, dataDirectory, socketDirectory, user }),
    url: databaseUrl(socketDirectory, options.passwords.application),
    socketDirectory,
  }
}
