import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { JwksTable } from '../database/schema.ts'

/** Any constant does, so long as every replica uses the same and nothing else does. */
const advisoryLock = 727_002

export type KeyRow = Selectable<JwksTable>

/** Newest first. */
export async function selectKeys(db: Db): Promise<KeyRow[]> {
  return await db
    .selectFrom('jwks')
    .select(['id', 'public_key', 'private_key', 'created_at', 'expires_at'])
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<Date>`now()`)]))
    .orderBy('id', 'desc')
    .execute()
}

/** Stores the key, unless another replica was first with one that will do; answers the one to use. */
export async function insertKeyUnless(
  db: Db,
  key: Insertable<JwksTable>,
  willDo: (rows: readonly KeyRow[]) => KeyRow | undefined,
): Promise<KeyRow> {
  return await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(tx)
    const stored = willDo(await selectKeys(tx))
    if (stored !== undefined) return stored
    return await tx.insertInto('jwks').values(key).returningAll().executeTakeFirstOrThrow()
  })
}
