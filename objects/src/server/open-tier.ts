import { mkdir } from 'node:fs/promises'
import type { Server } from 'node:http'
import { createAccessLog, type Logger } from '@porchlight/runtime/logger'
import { pictures } from '@porchlight/system/data'
import { GrantSigner } from '../disk/grants.ts'
import { Layout } from '../disk/layout.ts'
import { staleAfterMs, sweepStaging } from '../disk/sweep-staging.ts'
import { type DeliveryTimes, EventDelivery } from '../events/delivery.ts'
import type { PostEvent } from '../events/post-event.ts'
import { EventSpool } from '../events/spool.ts'
import type { ObjectStoreSettings } from '../settings.ts'
import { createObjectsServer } from './server.ts'
import type { UploadTimes } from './tier.ts'
import { type UploadSteps, uploadSteps } from './upload-steps.ts'

const sweepIntervalMs = 10 * 60_000

export interface TierOptions {
  readonly store: Extract<ObjectStoreSettings, { kind: 'disk' }>
  readonly pageOrigin: string
  readonly post: PostEvent
  readonly deliveryTimes: DeliveryTimes
  readonly uploadTimes: UploadTimes
  readonly logger: Logger
  readonly draining: () => boolean
  /** Stands between the server and each step of an upload. */
  readonly wrapSteps?: (steps: UploadSteps) => UploadSteps
}

export interface OpenTier {
  readonly server: Server
  close(): Promise<void>
}

/** The tier over a directory, which it makes where it is missing; its events begin to leave at once. */
export async function openTier({ store, wrapSteps = (steps) => steps, ...options }: TierOptions): Promise<OpenTier> {
  const layout = new Layout(store.directory)
  for (const path of [layout.objects, layout.staging, layout.events]) {
    await mkdir(path, { recursive: true, mode: 0o700 })
  }
  const { logger, post } = options
  const spool = new EventSpool(layout.events)
  const delivery = new EventDelivery({ spool, layout, post, times: options.deliveryTimes, logger })
  const steps = wrapSteps(uploadSteps({ layout, bucket: pictures.name, spool, delivery }))
  const server = createObjectsServer({
    ...options,
    layout,
    steps,
    signer: new GrantSigner(store.grantSecrets),
    mediaOrigin: store.mediaOrigin,
    accessLog: createAccessLog('objects', logger.level),
  })
  const sweep = (): void => {
    sweepStaging(layout, staleAfterMs).then(
      (removed) => removed > 0 && logger.info({ removed }, 'removed uploads that were cut down'),
      (error: unknown) => logger.error({ err: error }, 'uploads that were cut down could not be removed'),
    )
  }
  sweep()
  const sweeping = setInterval(sweep, sweepIntervalMs)
  delivery.start()
  const close = async (): Promise<void> => {
    clearInterval(sweeping)
    await delivery.stop()
  }
  return { server, close }
}
