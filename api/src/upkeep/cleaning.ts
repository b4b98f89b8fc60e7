import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { deleteOldNotifications } from '../notifications/queries.ts'

/**
 * Deletes what time has made worthless. Every list that shows such rows filters by time as well, so nothing depends on
 * when this runs; two replicas that run it at once find what the other left.
 */
export async function deleteExpired(db: Db): Promise<void> {
  const now = sql<Date>`now()`
  await db.deleteFrom('session').where('expires_at', '<', now).execute()
  await db.deleteFrom('verification').where('expires_at', '<', now).execute()
  await db.deleteFrom('jwks').where('expires_at', '<', now).execute()
  await db.deleteFrom('auth_rate_limit').where('empty_at', '<', now).execute()
  await db.deleteFrom('invitation').where('expires_at', '<', now).execute()
  await db.deleteFrom('idempotency_key').where('created_at', '<', sql<Date>`now() - interval '1 day'`).execute()
  await db
    .deleteFrom('mail')
    .where('created_at', '<', sql<Date>`now() - interval '30 days'`)
    .where('state', '<>', 'waiting')
    .execute()
  // No subscription lives longer.
  await db
    .deleteFrom('publication')
    .where('kind', '=', 'session_end')
    .where('created_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute()
  // Deliveries go with what they delivered.
  await db.deleteFrom('webhook_event').where('created_at', '<', sql<Date>`now() - interval '30 days'`).execute()
  await db
    .updateTable('webhook_endpoint')
    .set({ previous_secret: null, previous_secret_until: null })
    .where('previous_secret_until', '<', now)
    .execute()
  await deleteOldNotifications(db)
  await db.deleteFrom('storage_day').where('day', '<', sql<string>`current_date - 400`).execute()
}
