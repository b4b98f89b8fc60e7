import type { Context } from '../context.ts'
import { attempt } from './attempt.ts'
import { disableFailingEndpoint, disableGoneEndpoint, noteFailure, noteSuccess } from './endpoint-queries.ts'
import { type LeasedDelivery, leaseDueDeliveries, noteResult, putBack } from './lease-queries.ts'
import { tellAdministrators } from './notice.ts'
import { retryIn } from './schedule.ts'

/** An endpoint whose every attempt failed for so long is left alone. */
const failingDays = 3

export interface Dispatcher {
  /** Starts what is due; what becomes due behind it follows at once. */
  dispatch(): Promise<void>
  /** Once nothing is under way. */
  settled(): Promise<void>
  /** Puts back what is under way. */
  stop(): Promise<void>
}

/** Delivers what is due. Any number of replicas may do so at once. An endpoint may get a message twice, under one id. */
export function openDispatcher(ctx: Context): Dispatcher {
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()

  async function dispatch(): Promise<void> {
    if (!stopping.signal.aborted) await kept(take())
  }

  async function take(): Promise<void> {
    for (const delivery of await leaseDueDeliveries(ctx.db)) {
      void kept(
        deliver(ctx, delivery, stopping.signal)
          .then(dispatch)
          .catch((error: unknown) => ctx.logger.warn({ err: error, deliveryId: delivery.id }, 'a delivery broke off')),
      )
    }
  }

  /** Under way until it ends, so that a stop waits for it, also while deliveries are only being taken. */
  async function kept(work: Promise<void>): Promise<void> {
    underWay.add(work)
    await work.finally(() => underWay.delete(work))
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.allSettled(underWay)
  }

  return {
    dispatch,
    settled,
    async stop() {
      stopping.abort()
      await settled()
    },
  }
}

async function deliver(ctx: Context, delivery: LeasedDelivery, signal: AbortSignal): Promise<void> {
  const { id, attempts, event_id: eventId, endpoint_id: endpointId, payload, url } = delivery
  const secrets = [delivery.secret, ...(delivery.previous_secret === null ? [] : [delivery.previous_secret])]
  const outcome = await attempt(ctx, { eventId, payload, url, secrets }, signal).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
  if (outcome === undefined) return await putBack(ctx.db, id)
  const { fault, responseStatus: response_status, answer } = outcome
  const retryInSeconds = fault === null ? null : retryIn(attempts, outcome.retryAfterSeconds)
  const failure = retryInSeconds === null ? 'failed' : 'waiting'
  const state = fault === null ? 'delivered' : failure
  await noteResult(ctx.db, id, { state, fault, response_status, answer, retryInSeconds })
  ctx.logger.info({ deliveryId: id, attempts, fault, status: response_status }, 'webhook attempted')
  if (fault === null) await noteSuccess(ctx.db, endpointId)
  else await considerDisabling(ctx, { endpointId, url, gone: fault === 'endpoint_gone' })
}

async function considerDisabling(
  ctx: Context,
  { endpointId, url, gone }: { endpointId: string; url: string; gone: boolean },
): Promise<void> {
  await noteFailure(ctx.db, endpointId)
  await ctx.db.transaction().execute(async (tx) => {
    const disabled = gone
      ? await disableGoneEndpoint(tx, endpointId)
      : await disableFailingEndpoint(tx, endpointId, failingDays)
    if (disabled) await tellAdministrators(ctx, tx, { url, because: gone ? 'gone' : 'failing' })
  })
}
