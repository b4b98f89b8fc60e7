import { createLogger } from '@porchlight/runtime/logger'
import { readConfig } from '../config.ts'
import { offerSetupToken } from '../identity/setup-token-queries.ts'
import { explainStartFailure } from '../start-failure.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'

/**
 * Run by itself before the tasks of a release start: brings the database up to it, and offers the one-time token of the
 * first administrator where one is given.
 */
async function main(): Promise<void> {
  const { databaseUrl, logLevel, setupTokenHash } = readConfig()
  const logger = createLogger('prepare-database', logLevel)
  await migrate(databaseUrl, logger)
  if (setupTokenHash === undefined) return
  const database = openDatabase(databaseUrl, ({ message }) => logger.warn({ reason: message }, 'a connection broke'))
  await offerSetupToken(database.db, setupTokenHash).finally(() => database.close())
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${explainStartFailure(error)}\n`)
    process.exit(1)
  },
)
