import { askedToStop, Lifecycle } from '@porchlight/runtime/lifecycle'
import { createAccessLog, createLogger } from '@porchlight/runtime/logger'
import { graphqlApi } from '@porchlight/system/graphql-api'
import { repositoryRoot } from '../repository.ts'
import { type MessagingConfig, readMessagingConfig } from './config.ts'
import { createMessaging } from './messaging.ts'
import { openTables } from './open-tables.ts'

/** The AppSync-compatible server: what AWS AppSync and Amazon DynamoDB are to the system on AWS. */
async function serve(config: MessagingConfig): Promise<void> {
  const asked = askedToStop()
  const giveUp = new AbortController()
  asked.then(() => giveUp.abort())
  const logger = createLogger('messaging', config.logLevel)
  const tables = await openTables(config.databaseUrl, logger, giveUp.signal)
  const messaging = await createMessaging({
    ...config,
    graphqlApi,
    root: repositoryRoot,
    dynamo: tables.dynamo,
    logger,
    accessLog: createAccessLog('messaging', config.logLevel),
    ready: () => !lifecycle.draining,
  })
  const lifecycle = new Lifecycle(messaging.server, logger)
  await lifecycle.listen(config.listen)

  logger.info({ signal: await asked }, 'stopping')
  lifecycle.announce()
  messaging.hangUp()
  await lifecycle.drain(config.drain)
  messaging.close()
  await tables.close()
}

try {
  await serve(readMessagingConfig())
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
process.exit(0)
