import { access, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '@porchlight/runtime/atomic-write'
import { type Configuration, configurationFile } from './configuration/configuration.ts'
import { defaultFile } from './configuration/env-file.ts'
import { settings } from './configuration/settings.ts'
import { explained, prepareDataDirectory } from './data-directory/data-directory.ts'
import { lockData } from './data-directory/lock.ts'
import { hasDatabasePasswords, readSecrets } from './data-directory/secrets.ts'
import { makeSocketDirectory } from './data-directory/socket-directory.ts'
import { createSink, Log } from './log.ts'
import { buildPages } from './pages/build.ts'
import { checkPort } from './port.ts'
import { type Database, openDatabase } from './postgres/open.ts'
import type { Surroundings } from './programs.ts'
import { makeSetupToken } from './setup-token.ts'
import type { Launch } from './supervisor/running-process.ts'

export interface PreparationOptions {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly configuration: Configuration
  readonly output: NodeJS.WriteStream
  /** The data are thrown away when it stops. */
  readonly demo: boolean
  readonly signal: AbortSignal
}

/** All that must be there before the first program starts. */
export interface Prepared {
  readonly surroundings: Surroundings
  readonly launchDatabase: Launch
  readonly log: Log
  /** The one-time administrator token; it goes to the operator's eyes only. */
  readonly token: string
  /** Lets go of the data directory once every program has ended. */
  close(): Promise<void>
}

/** @throws {OperatorError} where something stands in the way; then nothing was started and nothing is damaged. */
export async function prepare(options: PreparationOptions): Promise<Prepared> {
  const { configuration, environment, output, signal } = options
  await prepareDataDirectory(configuration.data)
  const lock = lockData(configuration.data)
  try {
    await checkPort(configuration)
    if (configuration.plainPort !== undefined) {
      await checkPort({ host: configuration.host, port: configuration.plainPort })
    }
    await writeDefaultFile(configuration.data)
    await buildPages({ environment, announce: (text) => output.write(`${text}\n`), signal })
    const log = new Log(await createSink(output), configuration.logLevel)
    const token = makeSetupToken()
    const { surroundings, database } = await openTiers(options, log, token.hash)
    const directories = [surroundings.socketDirectory, database.socketDirectory]
    const close = async (): Promise<void> => {
      for (const path of directories) await rm(path, { recursive: true, force: true })
      lock.release()
    }
    return { surroundings, launchDatabase: database.launch, log, token: token.token, close }
  } catch (error) {
    lock.release()
    throw explained(error, configuration.data)
  }
}

async function openTiers(
  { configuration, environment, demo, signal }: PreparationOptions,
  log: Log,
  setupTokenHash: string,
): Promise<{ surroundings: Surroundings; database: Database }> {
  const run = join(configuration.data, 'run')
  const newPasswords = !(await hasDatabasePasswords(configuration.data))
  const secrets = await readSecrets(configuration.data)
  const runtimeDirectory = environment.XDG_RUNTIME_DIR
  const database = await openDatabase({
    directory: join(configuration.data, 'pg'),
    socketRecord: join(run, 'database'),
    runtimeDirectory,
    passwords: { admin: secrets['database-admin-password'], application: secrets['database-password'] },
    newPasswords,
    durability: demo ? 'throwaway' : 'durable',
    ...(demo && { throwawayDirectory: configuration.data }),
    log: log.child({ program: 'postgres' }),
    signal,
  })
  const socketDirectory = await makeSocketDirectory(join(run, 'sockets'), runtimeDirectory)
  const databaseUrl = database.url
  return {
    database,
    surroundings: { configuration, secrets, socketDirectory, databaseUrl, setupTokenHash, environment },
  }
}

async function writeDefaultFile(dataDirectory: string): Promise<void> {
  const file = configurationFile(dataDirectory)
  const found = await access(file).then(
    () => true,
    () => false,
  )
  if (!found)
    await writeAtomically(file, defaultFile(Object.values(settings).filter(({ name }) => name !== settings.data.name)))
}
