import { keySetLimits } from '@porchlight/system/token'
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { JwksTable } from '../database/schema.ts'

/** Any constant does, so long as every replica uses the same and nothing else does. */
const advisoryLock = 727_002

export type KeyRow = Selectable<JwksTable>

/** Newest first, and no more than a load balancer reads. */
export async function selectKeys(db: Db, now: Date): Promise<KeyRow[]> {
  return await db
    .selectFrom('jwks')
    .select(['id', 'public_key', 'private_key', 'created_at', 'expires_at'])
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('id', 'desc')
    .limit(keySetLimits.maxKeys)
    .execute()
}

export interface KeySuccession {
  readonly key: Insertable<JwksTable> & { readonly created_at: Date }
  /** One of those there that makes the new one needless: another replica was first. */
  readonly willDo: (rows: readonly KeyRow[]) => KeyRow | undefined
  /** When the last token of those there has ended. */
  readonly othersEndAt: Date
}

/** Stores the key, unless one will do, and sets an end to those before it; answers the one to use. */
export async function insertSuccessor(db: Db, { key, willDo, othersEndAt }: KeySuccession): Promise<KeyRow> {
  return await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(tx)
    const stored = willDo(await selectKeys(tx, key.created_at))
    if (stored !== undefined) return stored
    await tx.updateTable('jwks').set({ expires_at: othersEndAt }).where('expires_at', 'is', null).execute()
    return await tx.insertInto('jwks').values(key).returningAll().executeTakeFirstOrThrow()
  })
}
