import type { WebhookDeliveryQuery } from '@porchlight/contract/webhooks'
import { type Insertable, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { idAfter } from '../database/id-page.ts'
import type { WebhookDeliveryTable, WebhookEventTable } from '../database/schema.ts'
import type { DeliveryRow } from './view.ts'

/** Newest first, one more than the limit. */
export async function selectDeliveries(db: Db, endpointId: string, page: WebhookDeliveryQuery): Promise<DeliveryRow[]> {
  const after = idAfter(page)
  const { state } = page
  return await deliveries(db)
    .where('delivery.endpoint_id', '=', endpointId)
    .$if(after !== undefined, (query) => query.where('delivery.id', '<', after ?? ''))
    .$if(state !== undefined, (query) => query.where('delivery.state', '=', state ?? 'waiting'))
    .orderBy('delivery.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

export async function selectDelivery(
  db: Db,
  { webhookId, deliveryId }: { webhookId: string; deliveryId: string },
): Promise<DeliveryRow | undefined> {
  return await deliveries(db)
    .where('delivery.endpoint_id', '=', webhookId)
    .where('delivery.id', '=', deliveryId)
    .executeTakeFirst()
}

function deliveries(db: Db) {
  return db
    .selectFrom('webhook_delivery as delivery')
    .innerJoin('webhook_event as event', 'event.id', 'delivery.event_id')
    .selectAll('delivery')
    .select('event.type')
}

/** Begins anew; one that a replica has in its hands is left to it. */
export async function restartDelivery(db: Db, id: string): Promise<void> {
  await db
    .updateTable('webhook_delivery')
    .set({ state: 'waiting', attempts: 0, next_attempt_at: sql<Date>`now()`, leased_until: null })
    .where('id', '=', id)
    .where(({ eb, or }) => or([eb('leased_until', 'is', null), eb('leased_until', '<', sql<Date>`now()`)]))
    .execute()
}

/** What was sent and what came of it, at once. */
export async function insertTried(
  tx: Db,
  event: Insertable<WebhookEventTable>,
  delivery: Insertable<WebhookDeliveryTable>,
): Promise<void> {
  await tx.insertInto('webhook_event').values(event).execute()
  await tx.insertInto('webhook_delivery').values(delivery).execute()
}
