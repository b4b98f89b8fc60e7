import type { PageQuery } from '@porchlight/contract/page'
import type { Db } from '../database/database.ts'
import { idAfter } from '../database/id-page.ts'

/** Oldest first, one more than the limit. */
export async function selectApplicants(db: Db, page: PageQuery) {
  const after = idAfter(page)
  return await db
    .selectFrom('member')
    .select(['id', 'handle', 'name', 'email', 'created_at'])
    .where('status', '=', 'pending')
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
}

/** Undefined when nobody of that id was waiting. */
export async function activateApplicant(tx: Db, id: string) {
  return await tx
    .updateTable('member')
    .set({ status: 'active' })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .returning(['name', 'email', 'language'])
    .executeTakeFirst()
}

export async function deleteApplicant(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('member')
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}
