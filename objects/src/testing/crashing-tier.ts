import { once } from 'node:events'
import { argv } from 'node:process'
import { createLogger } from '@porchlight/runtime/logger'
import { z } from 'zod'
import { deliveryTimes } from '../events/delivery.ts'
import { eventPoster } from '../events/post-event.ts'
import { openTier } from '../server/open-tier.ts'
import { uploadTimes } from '../server/tier.ts'
import type { UploadSteps } from '../server/upload-steps.ts'

/** A process of the tier that is killed, as by a power failure, before or after a step of the first upload. */
const Crash = z.object({
  directory: z.string(),
  grantSecret: z.string(),
  eventsPort: z.number(),
  step: z.enum(['stage', 'spool', 'publish', 'announce']),
  moment: z.enum(['before', 'after']),
})
export type Crash = z.infer<typeof Crash>

const crash = Crash.parse(JSON.parse(argv[2] ?? '{}'))

function dying(steps: UploadSteps): UploadSteps {
  const around = async <Result>(step: Crash['step'], run: () => Result): Promise<Awaited<Result>> => {
    if (crash.step === step && crash.moment === 'before') process.kill(process.pid, 'SIGKILL')
    const result = await run()
    if (crash.step === step) process.kill(process.pid, 'SIGKILL')
    return result
  }
  return {
    ...steps,
    stage: (arriving) => around('stage', () => steps.stage(arriving)),
    spool: (staged) => around('spool', () => steps.spool(staged)),
    publish: (staged) => around('publish', () => steps.publish(staged)),
    announce: (event) => void around('announce', () => steps.announce(event)),
  }
}

const { server } = await openTier({
  store: { kind: 'disk', directory: crash.directory, grantSecrets: [crash.grantSecret], mediaOrigin: 'http://media' },
  pageOrigin: 'https://porch.example',
  post: eventPoster({ kind: 'port', host: '127.0.0.1', port: crash.eventsPort }),
  deliveryTimes,
  uploadTimes,
  logger: createLogger('objects', 'silent'),
  draining: () => false,
  wrapSteps: dying,
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0}\n`)
