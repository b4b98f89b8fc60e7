import { CompiledQuery, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { Keyset } from '../http/keyset.ts'
import { type MemberListRow, memberListColumns } from '../members/rows.ts'

interface Pair {
  readonly muterId: string
  readonly mutedId: string
}

/** False when it was there already. */
export async function insertMute(tx: Db, { id, muterId, mutedId }: Pair & { id: string }): Promise<boolean> {
  const inserted = await tx
    .insertInto('member_mute')
    .values({ id, muter_id: muterId, muted_id: mutedId })
    .onConflict((conflict) => conflict.columns(['muter_id', 'muted_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** False when there was none. */
export async function deleteMute(tx: Db, { muterId, mutedId }: Pair): Promise<boolean> {
  const deleted = await tx
    .deleteFrom('member_mute')
    .where('muter_id', '=', muterId)
    .where('muted_id', '=', mutedId)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}

export async function countMutes(tx: Db, muterId: string): Promise<number> {
  const row = await tx
    .selectFrom('member_mute')
    .select(sql<number>`count(*)::integer`.as('mutes'))
    .where('muter_id', '=', muterId)
    .executeTakeFirst()
  return row?.mutes ?? 0
}

const list = `
select u.id, ${memberListColumns}
from member_mute u join member m on m.id = u.muted_id and m.status = 'active'
where u.muter_id = $1::uuid and u.id < $2
order by u.id desc limit $3`

/** Latest first. */
export async function selectMutes(db: Db, muterId: string, { past, take }: Keyset): Promise<MemberListRow[]> {
  return (await db.executeQuery<MemberListRow>(CompiledQuery.raw(list, [muterId, past, take]))).rows
}
