import { DomainError } from '@porchlight/contract/errors'
import type { Page } from '@porchlight/contract/page'
import type { WebhookDelivery, WebhookDeliveryQuery } from '@porchlight/contract/webhooks'
import type { Context } from '../context.ts'
import { idPage } from '../database/id-page.ts'
import { attempt } from './attempt.ts'
import { insertTried, restartDelivery, selectDeliveries, selectDelivery } from './delivery-queries.ts'
import { noteSuccess } from './endpoint-queries.ts'
import { requireEndpoint } from './service.ts'
import { deliveryView, type EndpointRow } from './view.ts'

/** @throws {DomainError} `not_found` */
export async function listDeliveries(
  ctx: Context,
  webhookId: string,
  query: WebhookDeliveryQuery,
): Promise<Page<WebhookDelivery>> {
  const rows = await selectDeliveries(ctx.db, webhookId, query)
  if (rows.length === 0) await requireEndpoint(ctx, webhookId)
  return idPage(rows, query, deliveryView)
}

/**
 * Sends a message that says nothing, to an endpoint that is disabled, too. It is tried once, while the administrator
 * waits.
 *
 * @throws {DomainError} `not_found`
 */
export async function sendTest(ctx: Context, webhookId: string): Promise<WebhookDelivery> {
  const endpoint = await requireEndpoint(ctx, webhookId)
  const [deliveryId, eventId, createdAt] = [ctx.newId(), ctx.newId(), ctx.now()]
  const type = 'webhook.test'
  const payload = JSON.stringify({ type, timestamp: createdAt.toISOString(), data: { webhookId } })
  const { fault, responseStatus, answer } = await attempt(ctx, {
    eventId,
    payload,
    url: endpoint.url,
    secrets: goodSecrets(endpoint, createdAt),
  })
  const delivery = {
    id: deliveryId,
    endpoint_id: webhookId,
    event_id: eventId,
    state: fault === null ? ('delivered' as const) : ('failed' as const),
    attempts: 1,
    last_attempt_at: ctx.now(),
    fault,
    response_status: responseStatus,
    answer,
    created_at: createdAt,
  }
  await ctx.db.transaction().execute(async (tx) => {
    await insertTried(tx, { id: eventId, type, subject_id: webhookId, payload }, delivery)
    if (fault === null) await noteSuccess(tx, webhookId)
  })
  return deliveryView({ ...delivery, type, next_attempt_at: null, leased_until: null })
}

function goodSecrets({ secret, previous_secret, previous_secret_until }: EndpointRow, now: Date): readonly string[] {
  const isGood = previous_secret_until !== null && previous_secret_until > now
  return previous_secret !== null && isGood ? [secret, previous_secret] : [secret]
}

/** @throws {DomainError} `not_found`, `webhook_disabled` */
export async function redeliver(
  ctx: Context,
  named: { webhookId: string; deliveryId: string },
): Promise<WebhookDelivery> {
  const found = await selectDelivery(ctx.db, named)
  if (found === undefined) throw new DomainError('not_found')
  const { disabled_because } = await requireEndpoint(ctx, named.webhookId)
  if (disabled_because !== null) throw new DomainError('webhook_disabled')
  await restartDelivery(ctx.db, found.id)
  const restarted = await selectDelivery(ctx.db, named)
  if (restarted === undefined) throw new DomainError('not_found')
  return deliveryView(restarted)
}
