import type { PicturePurpose } from '@porchlight/contract/pictures'
import { sql } from 'kysely'
import type { Db } from '../database/database.ts'

const atOnce = 500

/** Those whose bytes should have come an hour ago. */
export async function selectOverdue(db: Db): Promise<{ id: string; purpose: PicturePurpose }[]> {
  return await db
    .selectFrom('picture')
    .select(['id', 'purpose'])
    .where('state', '=', 'waiting')
    .where('created_at', '<', sql<Date>`now() - interval '1 hour'`)
    .orderBy('created_at')
    .limit(atOnce)
    .execute()
}

/** What nothing shows after a day. One that is just being claimed stays. */
export async function deleteUnclaimed(db: Db): Promise<void> {
  await sql`
    delete from picture where id in (
      select id from picture where claimed_at is null and created_at < now() - interval '1 day'
      limit ${atOnce} for update skip locked
    )`.execute(db)
}

/** Of pictures whose renders are there: their bytes count no longer, and are deleted soon. */
export async function dropOriginals(db: Db): Promise<void> {
  await sql`
    with dropped as (
      update picture set original_bytes = 0 where id in (
        select id from picture where state = 'ready' and original_bytes > 0 limit ${atOnce} for update skip locked
      ) returning id
    )
    insert into picture_removal (picture_id, part) select id, 'original' from dropped
    on conflict (picture_id, part) do update set due_at = now(), rounds = 0`.execute(db)
}

export async function deleteOldReceipts(db: Db): Promise<void> {
  await db.deleteFrom('hook_receipt').where('received_at', '<', sql<Date>`now() - interval '2 days'`).execute()
}
