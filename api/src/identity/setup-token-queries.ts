import { sql } from 'kysely'
import type { Db } from '../database/database.ts'

const noAdministrator = sql<boolean>`not exists (select from member where role = 'administrator')`

/**
 * Makes the token good for half an hour in place of an earlier one, while there is no administrator. Replicas that start
 * with the same token, or start again with it, leave its end where it was.
 *
 * @param hash SHA-256 of the token's text, in hexadecimal.
 */
export async function offerSetupToken(db: Db, hash: string): Promise<void> {
  await sql`
    insert into setup_token as kept (hash, expires_at)
    select ${hash}, now() + interval '30 minutes' where ${noAdministrator}
    on conflict (singleton) do update set hash = excluded.hash, expires_at = excluded.expires_at, used_at = null
      where kept.hash <> excluded.hash`.execute(db)
}

/** Whether the token would be taken this moment. */
export async function isSetupTokenGood(db: Db, hash: string): Promise<boolean> {
  const row = await db
    .selectFrom('setup_token')
    .select('hash')
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .where(noAdministrator)
    .executeTakeFirst()
  return row !== undefined
}

/** Uses the token up; of two at once, the second waits for the first and finds it used. */
export async function claimSetupToken(tx: Db, hash: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('setup_token')
    .set({ used_at: sql<Date>`now()` })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .where(noAdministrator)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
