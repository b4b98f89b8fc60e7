import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { relational } from '@porchlight/system/data'
import { runCommand } from '../command.ts'
import { OperatorError } from '../operator-error.ts'
import type { PostgresBinaries } from './binaries.ts'
import { asUser, type OsUser, own } from './os-user.ts'
import { type Durability, syncMethod } from './settings.ts'

export interface Passwords {
  /** Of the superuser `postgres`: backups and upgrades. */
  readonly admin: string
  /** Of the role that owns the database: the services. */
  readonly application: string
}

export interface ClusterOptions {
  readonly directory: string
  readonly user: OsUser
  readonly passwords: Passwords
  readonly durability: Durability
  readonly signal?: AbortSignal
}

/** Nobody is let in without a password, whatever user of the machine they are. */
const clientAuthentication = 'local all all scram-sha-256\n'

/**
 * Makes a database cluster at `directory` with the database, its owner and their passwords, all at once: an
 * interrupted attempt leaves nothing there, and the next one starts afresh.
 *
 * @throws {OperatorError} with PostgreSQL's own words.
 */
export async function createCluster(binaries: PostgresBinaries, options: ClusterOptions): Promise<void> {
  const unfinished = `${options.directory}.new`
  await rm(unfinished, { recursive: true, force: true })
  try {
    await mkdir(unfinished, { mode: 0o700 })
    await own(unfinished, options.user)
    await run(options, binaries.initdb, initArguments(unfinished, options.durability))
    await writeFile(join(unfinished, 'pg_hba.conf'), clientAuthentication)
    await run(options, binaries.postgres, ['--single', '-D', unfinished, 'postgres'], definitions(options))
    await rename(unfinished, options.directory)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

/** Gives both roles new passwords, for want of the old ones. The server must not be running. */
export async function resetPasswords(binaries: PostgresBinaries, options: ClusterOptions): Promise<void> {
  const { admin, application } = options.passwords
  const statements = `ALTER ROLE postgres PASSWORD '${admin}'\nALTER ROLE ${relational.name} PASSWORD '${application}'\n`
  await run(options, binaries.postgres, ['--single', '-D', options.directory, 'postgres'], statements)
}

/**
 * Whether there is a cluster of this server's version.
 *
 * @throws {OperatorError} when there is one of another version.
 */
export async function hasCluster(directory: string): Promise<boolean> {
  const version = await readFile(join(directory, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined) return false
  if (Number(version) === relational.majorVersion) return true
  throw new OperatorError(
    `The database in ${directory} was made by PostgreSQL ${version.trim()}; this Porchlight runs ${relational.majorVersion}. ` +
      'Start the Porchlight that made it, and export its data from there.',
  )
}

function initArguments(directory: string, durability: Durability): string[] {
  const throwaway = ['--no-sync', '--wal-segsize=1']
  return [
    ...['-D', directory, '-U', 'postgres', '--auth=reject', '--encoding=UTF8', '--locale=C'],
    // Sorts and folds alike on every machine, whatever its own locales.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'],
    ...(durability === 'throwaway' ? throwaway : [`--sync-method=${syncMethod}`, '--wal-segsize=16']),
  ]
}

/**
 * One statement a line, as single-user mode reads them. Passwords are made by us and hold nothing to escape. Tests share
 * a throwaway server and make a database each.
 */
function definitions({ passwords: { admin, application }, durability }: ClusterOptions): string {
  const more = durability === 'throwaway' ? ' CREATEDB' : ''
  return [
    `ALTER ROLE postgres PASSWORD '${admin}'`,
    `CREATE ROLE ${relational.name} LOGIN${more} PASSWORD '${application}'`,
    `CREATE DATABASE ${relational.name} OWNER ${relational.name}`,
    '',
  ].join('\n')
}

async function run(options: ClusterOptions, file: string, args: readonly string[], input?: string): Promise<void> {
  const { code, output } = await runCommand(asUser(options.user, file, args), {
    environment: { LC_ALL: 'C', TZ: 'UTC' },
    ...(input !== undefined && { input }),
    ...(options.signal && { signal: options.signal }),
  })
  if (code === 0 && !/\b(ERROR|FATAL|PANIC):/.test(output)) return
  const last = output.trim().split('\n').slice(-5).join('\n  ')
  throw new OperatorError(`PostgreSQL could not prepare its database in ${options.directory}:\n  ${last}`)
}
