import type { CommunityChange } from '@porchlight/contract/community'
import type { Db } from '../database/database.ts'

/** The one row, and whether anyone administers the place yet. */
export async function selectCommunity(db: Db) {
  return await db
    .selectFrom('community')
    .select(['name', 'tagline', 'language', 'join_policy'])
    .select((eb) =>
      eb.exists(eb.selectFrom('member').select('id').where('role', '=', 'administrator')).as('has_administrator'),
    )
    .executeTakeFirstOrThrow()
}

export async function updateCommunity(db: Db, { joinPolicy, ...change }: CommunityChange): Promise<void> {
  const columns = joinPolicy === undefined ? change : { ...change, join_policy: joinPolicy }
  if (Object.keys(columns).length === 0) return
  await db.updateTable('community').set(columns).execute()
}
