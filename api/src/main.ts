import { askedToStop, Lifecycle } from '@porchlight/runtime/lifecycle'
import { createLogger } from '@porchlight/runtime/logger'
import { readConfig } from './config.ts'
import { migrate } from './database/migrate.ts'
import { openReplica } from './replica.ts'
import { explainStartFailure } from './start-failure.ts'
import { startBackgroundWork } from './upkeep/background-work.ts'

async function main(): Promise<void> {
  const asked = askedToStop()
  const config = readConfig()
  const logger = createLogger('api', config.logLevel)
  await migrate(config.databaseUrl, logger)
  let lifecycle: Lifecycle | undefined
  const replica = await openReplica(config, { logger, draining: () => lifecycle?.draining ?? false })
  lifecycle = new Lifecycle(replica.app.server, logger)
  await lifecycle.listen(config.endpoint)
  const stopBackgroundWork = startBackgroundWork(replica.ctx, config)
  replica.ctx.identity.warmUp().catch((error: unknown) => logger.warn({ err: error }, 'identity is not warm yet'))

  await asked
  await lifecycle.drain(config.drain)
  await stopBackgroundWork()
  await replica.close()
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${explainStartFailure(error)}\n`)
    process.exit(1)
  },
)
