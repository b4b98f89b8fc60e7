import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { AttemptLimit } from './attempts.ts'

/** The generic cell rate algorithm in one statement: counts the attempt if it may be made. Answers the seconds to wait, or 0. */
export async function takeAttempt(db: Db, key: string, { burst, intervalSeconds }: AttemptLimit): Promise<number> {
  const room = (burst - 1) * intervalSeconds
  const taken = await sql`
    insert into auth_rate_limit as kept (key, empty_at) values (${key}, now() + make_interval(secs => ${intervalSeconds}))
    on conflict (key) do update
      set empty_at = greatest(kept.empty_at, now()) + make_interval(secs => ${intervalSeconds})
      where kept.empty_at <= now() + make_interval(secs => ${room})
    returning key`.execute(db)
  if (taken.rows.length > 0) return 0
  const { rows } = await sql<{ wait: number }>`
    select extract(epoch from empty_at - now())::float8 - ${room}::float8 as wait
    from auth_rate_limit where key = ${key}`.execute(db)
  return Math.max(1, Math.ceil(rows[0]?.wait ?? 1))
}

export async function clearAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('auth_rate_limit').where('key', '=', key).execute()
}
