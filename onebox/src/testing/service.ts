import { createServer } from 'node:http'
import { env } from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { EndpointText } from '@porchlight/runtime/endpoint'
import { askedToStop, Lifecycle } from '@porchlight/runtime/lifecycle'
import { createLogger } from '@porchlight/runtime/logger'
import { readSettings } from '@porchlight/runtime/settings'
import { z } from 'zod'

/** A small service that behaves as a tier does, or as one that is out of order. */
const Settings = z.object({
  PORCHLIGHT_LISTEN: EndpointText,
  FIXTURE: z.enum(['well', 'crashing', 'deaf', 'never ready']).default('well'),
})

const settings = readSettings(Settings, env)
if (settings.FIXTURE === 'crashing') {
  process.stderr.write('the flux capacitor is missing\n')
  process.exit(3)
}
process.on('SIGHUP', () => process.stdout.write('rolling itself\n'))
const stopped = settings.FIXTURE === 'deaf' ? new Promise(() => process.on('SIGTERM', () => {})) : askedToStop()
const server = createServer(async (request, response) => {
  if (request.url === '/readyz')
    response.writeHead(lifecycle.draining || settings.FIXTURE === 'never ready' ? 503 : 200)
  if (request.url === '/slow') await delay(1_000)
  if (request.url === '/api/community') return void response.end(JSON.stringify({ needsSetup: true }))
  if (request.url === '/environment') return void response.end(JSON.stringify(env))
  response.end(JSON.stringify({ pid: process.pid }))
})
const lifecycle = new Lifecycle(server, createLogger('fixture', 'info'))
await lifecycle.listen(settings.PORCHLIGHT_LISTEN)
await stopped
await lifecycle.drain({ noticeMs: 1_000, limitMs: 3_000 })
