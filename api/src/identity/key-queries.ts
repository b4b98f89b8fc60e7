import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { JwksTable } from '../database/schema.ts'

/** Any constant does, so long as every replica uses the same and nothing else does. */
const advisoryLock = 727_002

/** Newest first. */
export async function selectKeys(db: Db): Promise<Selectable<JwksTable>[]> {
  return await db
    .selectFrom('jwks')
    .select(['id', 'public_key', 'private_key', 'created_at', 'expires_at'])
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<Date>`now()`)]))
    .orderBy('id', 'desc')
    .execute()
}

/** Stores the key unless another replica was first; answers the one that is stored. */
export async function insertFirstKey(db: Db, key: Insertable<JwksTable>): Promise<Selectable<JwksTable>> {
  return await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(tx)
    const [newest] = await selectKeys(tx)
    if (newest !== undefined) return newest
    return await tx.insertInto('jwks').values(key).returningAll().executeTakeFirstOrThrow()
  })
}
