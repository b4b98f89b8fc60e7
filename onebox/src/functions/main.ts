import { askedToStop, Lifecycle } from '@porchlight/runtime/lifecycle'
import { createLogger } from '@porchlight/runtime/logger'
import { readFunctionsConfig } from './config.ts'
import { createControlServer } from './control/server.ts'
import { openFunctionsDatabase } from './queue/open-database.ts'
import { FunctionRunner } from './runner.ts'

/** The function runner: what AWS Lambda and Amazon SQS are to the functions on AWS. */
async function main(): Promise<void> {
  const asked = askedToLeave()
  const config = readFunctionsConfig()
  const logger = createLogger('functions', config.logLevel)
  const giveUp = new AbortController()
  asked.then(() => giveUp.abort())
  const database = await openFunctionsDatabase(config.databaseUrl, giveUp.signal)
  const runner = new FunctionRunner({ ...config, pool: database.pool, logger })
  await runner.start()
  let lifecycle: Lifecycle | undefined
  const server = createControlServer({ runner, logger, draining: () => lifecycle?.draining ?? false })
  lifecycle = new Lifecycle(server, logger)
  await lifecycle.listen(config.endpoint)

  await Promise.race([asked, database.lost])
  lifecycle.announce()
  // While they finish, functions go on sending notifications here.
  await runner.stop(config.drainLimitMs)
  await lifecycle.drain({ noticeMs: 0, limitMs: 500 })
  await database.close()
}

/** SIGHUP is the request to roll: it leaves, and the supervisor starts it again from the code that is there now. */
async function askedToLeave(): Promise<void> {
  const hangUp = new Promise<void>((resolve) => process.once('SIGHUP', () => resolve()))
  await Promise.race([askedToStop(), hangUp])
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
