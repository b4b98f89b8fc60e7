import { askedToStop } from '@porchlight/runtime/lifecycle'
import { createLogger } from '@porchlight/runtime/logger'
import { SettingsError } from '@porchlight/runtime/settings'
import { type Config, readConfig } from './config.ts'
import { Edge } from './edge.ts'

const config = configOrExit()
const logger = createLogger('edge', config.logLevel)
const edge = new Edge(config, logger)
const stopped = askedToStop()

try {
  await edge.listen()
} catch (error) {
  logger.fatal({ err: error }, 'cannot listen')
  process.exit(1)
}
await stopped
await edge.drain(config.drain)
process.exit(0)

function configOrExit(): Config {
  try {
    return readConfig()
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
