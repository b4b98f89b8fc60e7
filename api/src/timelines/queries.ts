import { CompiledQuery } from 'kysely'
import type { Db } from '../database/database.ts'
import type { Keyset } from '../http/keyset.ts'
import { authorOfPost, type PostRow, postColumns } from '../posts/rows.ts'

/** Whom the reader `$1` muted; looked up once a query. */
const muted = `array(select muted_id from member_mute where muter_id = $1::uuid)`

/**
 * Written out, so that nothing is built for a request: these are the queries that the community lives in. The number of
 * rows stands in the text: where it is a parameter, PostgreSQL expects many and plans this one anew for each request,
 * which takes longer than to run it.
 */
const community = (take: number): string => `
select ${postColumns}
from post p ${authorOfPost}
where p.reply_to_id is null and p.id < $2 and p.author_id <> all (${muted})
order by p.id desc limit ${take}`

/**
 * Fan-out on read: the newest ids of each author from the index alone, merged, and only a page of them loaded. The
 * work grows with how many one follows, never with how much has been written.
 */
const home = `
select ${postColumns}
from (
  select recent.id
  from (select followee_id as author_id from follow where follower_id = $1 and followee_id <> all (${muted}) union all select $1) followed
  cross join lateral (
    select id from post
    where author_id = followed.author_id and reply_to_id is null and id < $2
    order by id desc limit $3
  ) recent
  order by recent.id desc
) merged
join post p on p.id = merged.id ${authorOfPost}
order by merged.id desc limit $3`

export async function selectCommunityTimeline(
  db: Db,
  viewerId: string | null,
  { past, take }: Keyset,
): Promise<PostRow[]> {
  return (await db.executeQuery<PostRow>(CompiledQuery.raw(community(take), [viewerId, past]))).rows
}

export async function selectHomeTimeline(db: Db, viewerId: string, { past, take }: Keyset): Promise<PostRow[]> {
  return (await db.executeQuery<PostRow>(CompiledQuery.raw(home, [viewerId, past, take]))).rows
}
