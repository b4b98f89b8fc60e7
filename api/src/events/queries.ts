import { type Insertable, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { WebhookEventTable } from '../database/schema.ts'

/**
 * Writes the event with a delivery for every endpoint that wants it; nothing where none does. The lock lets an endpoint
 * that is just being deleted go first, rather than fail what happened.
 */
export async function insertEvent(tx: Db, event: Insertable<WebhookEventTable>): Promise<void> {
  await sql`
    with wanting as (
      select id from webhook_endpoint
      where disabled_because is null and ${event.type} = any(events) for key share
    ), recorded as (
      insert into webhook_event (id, type, subject_id, payload)
      select ${event.id}::uuid, ${event.type}, ${event.subject_id}::uuid, ${event.payload}
      where exists (select from wanting)
      returning id
    )
    insert into webhook_delivery (id, endpoint_id, event_id, next_attempt_at)
    select uuidv7(), wanting.id, recorded.id, now() from wanting, recorded`.execute(tx)
}

/** With their deliveries. */
export async function deleteEventsOf(tx: Db, subjectId: string): Promise<void> {
  await tx.deleteFrom('webhook_event').where('subject_id', '=', subjectId).execute()
}
