import { CompiledQuery, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { Keyset } from '../http/keyset.ts'
import { type MemberListRow, memberListColumns } from '../members/rows.ts'

interface Pair {
  readonly blockerId: string
  readonly blockedId: string
}

/** False when it was there already. */
export async function insertBlock(tx: Db, { id, blockerId, blockedId }: Pair & { id: string }): Promise<boolean> {
  const inserted = await tx
    .insertInto('member_block')
    .values({ id, blocker_id: blockerId, blocked_id: blockedId })
    .onConflict((conflict) => conflict.columns(['blocker_id', 'blocked_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** False when there was none. */
export async function deleteBlock(tx: Db, { blockerId, blockedId }: Pair): Promise<boolean> {
  const deleted = await tx
    .deleteFrom('member_block')
    .where('blocker_id', '=', blockerId)
    .where('blocked_id', '=', blockedId)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}

export async function countBlocks(tx: Db, blockerId: string): Promise<number> {
  const row = await tx
    .selectFrom('member_block')
    .select(sql<number>`count(*)::integer`.as('blocks'))
    .where('blocker_id', '=', blockerId)
    .executeTakeFirst()
  return row?.blocks ?? 0
}

const list = `
select b.id, ${memberListColumns}
from member_block b join member m on m.id = b.blocked_id and m.status = 'active'
where b.blocker_id = $1::uuid and b.id < $2
order by b.id desc limit $3`

/** Latest first. */
export async function selectBlocks(db: Db, blockerId: string, { past, take }: Keyset): Promise<MemberListRow[]> {
  return (await db.executeQuery<MemberListRow>(CompiledQuery.raw(list, [blockerId, past, take]))).rows
}
