import { sql } from 'kysely'
import type { Db } from '../database/database.ts'

interface Totals {
  readonly originals: number
  readonly original_bytes: number
  readonly renders: number
  readonly render_bytes: number
  readonly database_bytes: number
}

/** A `double precision` holds bytes exactly up to 9 PB. */
export async function selectTotals(db: Db): Promise<Totals> {
  const { rows } = await sql<Totals>`
    select originals::double precision, original_bytes::double precision, renders::double precision,
      render_bytes::double precision, pg_database_size(current_database())::double precision as database_bytes
    from picture_total`.execute(db)
  const [totals] = rows
  if (totals === undefined) throw new Error('The row of picture_total is gone')
  return totals
}

interface StorageDay {
  readonly day: string
  readonly original_bytes: number
  readonly render_bytes: number
  readonly database_bytes: number
}

/** Of the last 30 days, oldest first. */
export async function selectStorageDays(db: Db): Promise<StorageDay[]> {
  const { rows } = await sql<StorageDay>`
    select day::text, original_bytes::double precision, render_bytes::double precision,
      database_bytes::double precision
    from storage_day where day > (now() at time zone 'UTC')::date - 30 order by day`.execute(db)
  return rows
}

/** What there is now, as the last that is known of today. */
export async function recordStorageDay(db: Db): Promise<void> {
  await sql`
    insert into storage_day (day, original_bytes, render_bytes, database_bytes)
    select (now() at time zone 'UTC')::date, original_bytes, render_bytes, pg_database_size(current_database())
    from picture_total
    on conflict (day) do update set original_bytes = excluded.original_bytes, render_bytes = excluded.render_bytes,
      database_bytes = excluded.database_bytes`.execute(db)
}
