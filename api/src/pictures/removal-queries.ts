import { sql } from 'kysely'
import type { Db } from '../database/database.ts'

export interface Removal {
  readonly picture_id: string
  readonly part: 'everything' | 'original'
  /** This one counted. A request that comes meanwhile begins anew at 0. */
  readonly rounds: number
}

/** Takes what is due, for as long as the lease: a replica that dies over it leaves it to another. */
export async function leaseDueRemovals(
  db: Db,
  { limit, leaseSeconds }: { limit: number; leaseSeconds: number },
): Promise<Removal[]> {
  const { rows } = await sql<Removal>`
    update picture_removal r set rounds = r.rounds + 1, due_at = now() + make_interval(secs => ${leaseSeconds})
    from (
      select picture_id, part from picture_removal where due_at <= now()
      order by due_at limit ${limit} for update skip locked
    ) due
    where r.picture_id = due.picture_id and r.part = due.part
    returning r.picture_id, r.part, r.rounds`.execute(db)
  return rows
}

/** The next round, unless one was asked for meanwhile. */
export async function scheduleRound(db: Db, removal: Removal, seconds: number): Promise<void> {
  await update(db, removal, { rounds: removal.rounds, seconds, error: null })
}

/** The same round again. */
export async function repeatRound(
  db: Db,
  removal: Removal,
  { seconds, error }: { seconds: number; error: string },
): Promise<void> {
  await update(db, removal, { rounds: removal.rounds - 1, seconds, error })
}

export async function forgetRemoval(db: Db, removal: Removal): Promise<void> {
  await db
    .deleteFrom('picture_removal')
    .where('picture_id', '=', removal.picture_id)
    .where('part', '=', removal.part)
    .where('rounds', '=', removal.rounds)
    .execute()
}

async function update(
  db: Db,
  removal: Removal,
  { rounds, seconds, error }: { rounds: number; seconds: number; error: string | null },
): Promise<void> {
  await db
    .updateTable('picture_removal')
    .set({ rounds, due_at: sql<Date>`now() + make_interval(secs => ${seconds})`, last_error: error })
    .where('picture_id', '=', removal.picture_id)
    .where('part', '=', removal.part)
    .where('rounds', '=', removal.rounds)
    .execute()
}
