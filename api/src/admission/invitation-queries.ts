import type { PageQuery } from '@porchlight/contract/page'
import { type Insertable, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { idAfter } from '../database/id-page.ts'
import type { InvitationTable } from '../database/schema.ts'

export async function insertInvitation(db: Db, invitation: Insertable<InvitationTable>): Promise<void> {
  await db.insertInto('invitation').values(invitation).execute()
}

/** Newest first, one more than the limit. */
export async function selectGoodInvitations(db: Db, page: PageQuery) {
  const after = idAfter(page)
  return await db
    .selectFrom('invitation')
    .select(['id', 'uses_left', 'expires_at', 'created_at'])
    .where('uses_left', '>', 0)
    .where('expires_at', '>', sql<Date>`now()`)
    .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

export async function isInvitationGood(db: Db, tokenHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('invitation')
    .select('id')
    .where('token_hash', '=', tokenHash)
    .where('uses_left', '>', 0)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return row !== undefined
}

/** Takes one use; false when there was none left, also for the slower of two that want the last. */
export async function takeInvitationUse(tx: Db, tokenHash: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitation')
    .set((eb) => ({ uses_left: eb('uses_left', '-', 1) }))
    .where('token_hash', '=', tokenHash)
    .where('uses_left', '>', 0)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export async function deleteInvitation(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('invitation').where('id', '=', id).executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}
