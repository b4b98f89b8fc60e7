import { join } from 'node:path'
import { askedToStop, Lifecycle } from '@porchlight/runtime/lifecycle'
import { createLogger } from '@porchlight/runtime/logger'
import { loadAssets } from './assets.ts'
import { loadBuiltSite } from './built-site.ts'
import { readConfig } from './config.ts'
import { Forwarder } from './forwarding/forwarder.ts'
import { createSiteServer } from './server.ts'
import { Upstream } from './upstream.ts'

const config = readConfig()
const logger = createLogger('web', config.logLevel)
const built = await loadBuiltSite(join(import.meta.dirname, '../dist'))
const upstream = new Upstream(config.api)
const forwarder = config.topology === 'proxy' ? new Forwarder({ api: config.api, logger }) : undefined
const server = createSiteServer({
  origin: config.origin,
  publicApiOrigin: config.publicApiOrigin,
  graphqlUrl: config.graphqlUrl,
  mediaOrigin: config.mediaOrigin,
  uploadOrigin: config.uploadOrigin,
  built,
  assets: await loadAssets(built.clientDirectory),
  upstream,
  forwarder,
  logger,
  draining: () => lifecycle.draining,
})
const lifecycle = new Lifecycle(server, logger)
await lifecycle.listen(config.listen)

logger.info({ signal: await askedToStop() }, 'stopping')
forwarder?.closeTunnels()
await lifecycle.drain(config.drain)
forwarder?.close()
upstream.close()
// What drew the pages may keep timers of its own.
process.exit(0)
