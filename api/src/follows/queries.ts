import { CompiledQuery, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { Keyset } from '../http/keyset.ts'
import { keptApart, type MemberListRow, memberListColumns } from '../members/rows.ts'

/** Of whom: `$2`, the handle of a member who is active. `followers` and `following` differ in who stands where. */
const lists = {
  followers: listQuery('followee_id', 'follower_id'),
  following: listQuery('follower_id', 'followee_id'),
} as const

function listQuery(of: string, listed: string): string {
  return `
    select f.id, ${memberListColumns}
    from follow f join member m on m.id = f.${listed} and m.status = 'active'
    where f.${of} = (select id from member where handle = $2 and status = 'active') and f.id < $3 and m.id <> all (${keptApart})
    order by f.id desc limit $4`
}

/** Latest follow first. */
export async function selectFollows(
  db: Db,
  { handle, kind }: { handle: string; kind: 'followers' | 'following' },
  { viewerId, keyset }: { viewerId: string | null; keyset: Keyset },
): Promise<MemberListRow[]> {
  const parameters = [viewerId, handle, keyset.past, keyset.take]
  return (await db.executeQuery<MemberListRow>(CompiledQuery.raw(lists[kind], parameters))).rows
}

interface Pair {
  readonly followerId: string
  readonly followeeId: string
}

/** The member of that id and the one of that handle, locked in the order of their ids until the end of the transaction. */
export async function lockPair(tx: Db, { id, handle }: { id: string; handle: string }) {
  const rows = await tx
    .selectFrom('member')
    .select(['id', 'handle', 'following_count'])
    .where((eb) => eb.or([eb('id', '=', id), eb('handle', '=', handle)]))
    .where('status', '=', 'active')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return {
    one: rows.find((row) => row.id === id),
    other: rows.find((row) => row.handle === handle),
  }
}

/** False when it was there already. */
export async function insertFollow(tx: Db, { id, followerId, followeeId }: Pair & { id: string }): Promise<boolean> {
  const inserted = await tx
    .insertInto('follow')
    .values({ id, follower_id: followerId, followee_id: followeeId })
    .onConflict((conflict) => conflict.columns(['follower_id', 'followee_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** False when there was none. */
export async function deleteFollow(tx: Db, { followerId, followeeId }: Pair): Promise<boolean> {
  const deleted = await tx
    .deleteFrom('follow')
    .where('follower_id', '=', followerId)
    .where('followee_id', '=', followeeId)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}

/** Adds `by` to what both members' counters say of the pair. */
export async function countFollow(tx: Db, { followerId, followeeId }: Pair, by: 1 | -1): Promise<void> {
  await tx
    .updateTable('member')
    .set({
      following_count: sql`following_count + case when id = ${followerId} then ${by}::integer else 0 end`,
      follower_count: sql`follower_count + case when id = ${followeeId} then ${by}::integer else 0 end`,
    })
    .where('id', 'in', [followerId, followeeId])
    .execute()
}

/** Whether either has blocked the other. */
export async function areApart(tx: Db, { followerId, followeeId }: Pair): Promise<boolean> {
  const block = await tx
    .selectFrom('member_block')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('blocker_id', '=', followerId), eb('blocked_id', '=', followeeId)]),
        eb.and([eb('blocker_id', '=', followeeId), eb('blocked_id', '=', followerId)]),
      ]),
    )
    .executeTakeFirst()
  return block !== undefined
}
