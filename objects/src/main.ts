import { askedToStop, Lifecycle } from '@porchlight/runtime/lifecycle'
import { createLogger } from '@porchlight/runtime/logger'
import { SettingsError } from '@porchlight/runtime/settings'
import { type Config, readConfig } from './config.ts'
import { hasCode } from './disk/has-code.ts'
import { deliveryTimes } from './events/delivery.ts'
import { eventPoster } from './events/post-event.ts'
import { openTier } from './server/open-tier.ts'
import { uploadTimes } from './server/tier.ts'

const stopped = askedToStop()
try {
  await serve(readConfig())
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}
process.exit(0)

async function serve(config: Config): Promise<void> {
  const logger = createLogger('objects', config.logLevel)
  const tier = await openTier({
    ...config,
    post: eventPoster(config.events),
    deliveryTimes,
    uploadTimes,
    logger,
    draining: () => lifecycle.draining,
  })
  const lifecycle = new Lifecycle(tier.server, logger)
  // An upload has times of its own.
  tier.server.requestTimeout = 0
  await lifecycle.listen(config.listen)
  logger.info({ signal: await stopped }, 'stopping')
  await lifecycle.drain(config.drain)
  await tier.close()
}

function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.message
  if (hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR') && error instanceof Error) {
    return `Pictures cannot be kept: ${error.message}. Make the directory of PORCHLIGHT_OBJECT_STORE writable, with room on its disk.`
  }
  return error instanceof Error && error.stack !== undefined ? error.stack : String(error)
}
