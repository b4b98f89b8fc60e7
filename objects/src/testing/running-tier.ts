import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createLogger } from '@porchlight/runtime/logger'
import { DiskObjectStore } from '../disk/disk-object-store.ts'
import { deliveryTimes } from '../events/delivery.ts'
import { eventPoster } from '../events/post-event.ts'
import { openTier, type TierOptions } from '../server/open-tier.ts'
import { uploadTimes } from '../server/tier.ts'
import { type EventTaker, startEventTaker } from './event-taker.ts'

export const pageOrigin = 'https://porch.example'
export const grantSecret = 'a-secret-for-tests-only-0123456789'

export interface RunningTier {
  readonly directory: string
  readonly origin: string
  readonly port: number
  /** The library on the same directory, as `api` has it. */
  readonly store: DiskObjectStore
  readonly events: EventTaker
  close(): Promise<void>
}

export interface RunningOptions extends Partial<TierOptions> {
  /** Kept when the tier closes; absent: a new one that is not. */
  readonly directory?: string
  /** What is known to the tier; the library signs with the first. */
  readonly grantSecrets?: readonly string[]
}

/** The tier on a port of its own, with quick retries and someone who takes its events. */
export async function startTier(running: RunningOptions = {}): Promise<RunningTier> {
  const { directory: given, grantSecrets = [grantSecret], ...options } = running
  const directory = given ?? (await mkdtemp('/tmp/porchlight-objects-'))
  const events = await startEventTaker()
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const settings = { kind: 'disk', directory, grantSecrets, mediaOrigin: origin } as const
  const tier = await openTier({
    store: settings,
    pageOrigin,
    post: eventPoster(events.endpoint),
    deliveryTimes: { ...deliveryTimes, firstRetryMs: 5, lastRetryMs: 20, rescanMs: 50 },
    uploadTimes,
    logger: createLogger('objects', 'silent'),
    draining: () => false,
    ...options,
  })
  tier.server.listen(port, '127.0.0.1')
  await once(tier.server, 'listening')
  const close = async (): Promise<void> => {
    tier.server.close()
    tier.server.closeAllConnections()
    await tier.close()
    events.close()
    if (given === undefined) await rm(directory, { recursive: true, force: true })
  }
  return { directory, origin, port, store: new DiskObjectStore(settings), events, close }
}

/** The origin is part of what is granted, so the port is known before the server. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
