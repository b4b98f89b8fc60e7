import type { Db } from '../database/database.ts'
import type { Keyset } from '../http/keyset.ts'

/** Locked until the end of the transaction. */
export async function lockMember(tx: Db, handle: string) {
  return await tx
    .selectFrom('member')
    .select(['id', 'role', 'status'])
    .where('handle', '=', handle)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function updateStatus(tx: Db, memberId: string, status: 'active' | 'suspended'): Promise<void> {
  await tx.updateTable('member').set({ status }).where('id', '=', memberId).execute()
}

/** Their subscriptions end with them: see the trigger in `migrations/006-publishing.sql`. */
export async function deleteSessions(tx: Db, memberId: string): Promise<void> {
  await tx.deleteFrom('session').where('member_id', '=', memberId).execute()
}

/** Newest members first. */
export async function selectSuspended(db: Db, { past, take }: Keyset) {
  return await db
    .selectFrom('member')
    .select(['id', 'handle', 'name'])
    .where('status', '=', 'suspended')
    .where('id', '<', past)
    .orderBy('id', 'desc')
    .limit(take)
    .execute()
}
