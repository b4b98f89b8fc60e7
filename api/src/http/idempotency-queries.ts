import type { Db } from '../database/database.ts'

interface KeyUse {
  readonly member_id: string
  readonly key: string
  readonly request_hash: string
}

/** Whether the key is ours. Waits for a transaction that is about to use the same key, and takes over if it fails. */
export async function claimKey(tx: Db, use: KeyUse): Promise<boolean> {
  const claimed = await tx
    .insertInto('idempotency_key')
    .values(use)
    .onConflict((conflict) => conflict.columns(['member_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  return claimed !== undefined
}

export async function selectKeyUse(tx: Db, { member_id, key }: KeyUse) {
  return await tx
    .selectFrom('idempotency_key')
    .select(['request_hash', 'response'])
    .where('member_id', '=', member_id)
    .where('key', '=', key)
    .executeTakeFirst()
}

export async function keepResponse(tx: Db, { member_id, key }: KeyUse, response: unknown): Promise<void> {
  await tx
    .updateTable('idempotency_key')
    .set({ response: JSON.stringify(response) })
    .where('member_id', '=', member_id)
    .where('key', '=', key)
    .execute()
}
