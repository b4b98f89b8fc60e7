import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { PictureAllowance } from './settings.ts'

/**
 * Takes one grant from what the member has this hour and this day. The row is locked until the end of the transaction,
 * so that two at once count two.
 *
 * @returns when the member may ask again, or undefined when they may now.
 */
export async function takeGrant(
  tx: Db,
  ownerId: string,
  { perHour, perDay }: PictureAllowance,
): Promise<Date | undefined> {
  const { rows: taken } = await sql`
    insert into picture_allowance as a (owner_id, hour, in_hour, day, in_day)
    values (${ownerId}, date_trunc('hour', now()), 1, date_trunc('day', now(), 'UTC'), 1)
    on conflict (owner_id) do update set
      hour = excluded.hour, in_hour = case when a.hour = excluded.hour then a.in_hour + 1 else 1 end,
      day = excluded.day, in_day = case when a.day = excluded.day then a.in_day + 1 else 1 end
    where (a.hour <> excluded.hour or a.in_hour < ${perHour}) and (a.day <> excluded.day or a.in_day < ${perDay})
    returning owner_id`.execute(tx)
  if (taken.length > 0) return undefined
  const { rows } = await sql<{ retry_at: Date }>`
    select case when day = date_trunc('day', now(), 'UTC') and in_day >= ${perDay}
      then day + interval '1 day' else hour + interval '1 hour' end as retry_at
    from picture_allowance where owner_id = ${ownerId}`.execute(tx)
  return rows[0]?.retry_at
}

/** Bytes of the member and of everyone, with what this transaction added; nobody else adds any before it ends. */
export async function selectUsage(tx: Db, ownerId: string): Promise<{ own: number; all: number }> {
  const { rows } = await sql<{ own: number; all: number }>`
    select coalesce((select bytes from picture_usage where owner_id = ${ownerId}), 0)::double precision as own,
      (select original_bytes + render_bytes from picture_total)::double precision as all`.execute(tx)
  return rows[0] ?? { own: 0, all: 0 }
}
