import type { Db } from '../database/database.ts'
import { upsertFact } from './fact-queries.ts'

/*
 * What the messaging tier must come to know: written in the transaction that makes it true, and told until it is
 * accepted. Ends of sessions are written by a trigger, see `migrations/006-publishing.sql`.
 */

/** Whether one member has blocked another. */
export async function recordBlockFact(
  tx: Db,
  { blockerId, blockedId, blocked }: { blockerId: string; blockedId: string; blocked: boolean },
): Promise<void> {
  const variables = { blockerId, blockedId, blocked }
  await upsertFact(tx, { key: `block ${blockerId} ${blockedId}`, kind: 'block', variables })
}
