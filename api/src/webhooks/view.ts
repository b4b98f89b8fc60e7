import type { Webhook, WebhookDelivery } from '@porchlight/contract/webhooks'
import type { Selectable } from 'kysely'
import type { WebhookDeliveryTable, WebhookEndpointTable, WebhookEventTable } from '../database/schema.ts'

export type EndpointRow = Selectable<WebhookEndpointTable>
export type DeliveryRow = Selectable<WebhookDeliveryTable> & Pick<Selectable<WebhookEventTable>, 'type'>

export function webhookView(row: EndpointRow, now: Date): Webhook {
  const until = row.previous_secret_until
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: row.events,
    disabledBecause: row.disabled_because,
    failingSince: row.failing_since?.toISOString() ?? null,
    previousSecretUntil: until !== null && until > now ? until.toISOString() : null,
    createdAt: row.created_at.toISOString(),
  }
}

export function deliveryView(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    eventId: row.event_id,
    type: row.type,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at.toISOString(),
    lastAttemptAt: row.last_attempt_at?.toISOString() ?? null,
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
    fault: row.fault,
    responseStatus: row.response_status,
    answer: row.answer,
  }
}
