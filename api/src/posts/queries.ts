import { CompiledQuery } from 'kysely'
import type { Db } from '../database/database.ts'
import type { Keyset } from '../http/keyset.ts'
import { authorOfPost, type PostRow, postColumns, replyColumns } from './rows.ts'

const one = `select ${replyColumns} from post p ${authorOfPost} where p.id = $2`

const replies = `
select ${replyColumns}
from post p ${authorOfPost}
where p.reply_to_id = $2 and p.id > $3
order by p.id limit $4`

/** From the post up, at most so many that a page shows them; a deleted ancestor ends the way up. */
const maxAncestors = 50
const chain = `
with recursive chain as (
  select id, reply_to_id, 0 as height from post where id = $2
  union all
  select parent.id, parent.reply_to_id, height + 1
  from chain join post parent on parent.id = chain.reply_to_id
  where height < ${maxAncestors}
)
select ${replyColumns}
from chain join post p on p.id = chain.id ${authorOfPost}
order by chain.height desc`

/** By whom: `$2`, the handle of a member who is active. */
const author = `(select id from member where handle = $2 and status = 'active')`
const byMember = {
  posts: `select ${postColumns} from post p ${authorOfPost}
    where p.author_id = ${author} and p.reply_to_id is null and p.id < $3 order by p.id desc limit $4`,
  replies: `select ${replyColumns} from post p ${authorOfPost}
    where p.author_id = ${author} and p.reply_to_id is not null and p.id < $3 order by p.id desc limit $4`,
} as const

interface Place {
  readonly viewerId: string | null
  readonly keyset: Keyset
}

export async function selectPost(db: Db, viewerId: string | null, postId: string): Promise<PostRow | undefined> {
  return (await db.executeQuery<PostRow>(CompiledQuery.raw(one, [viewerId, postId]))).rows[0]
}

/** Oldest first. */
export async function selectReplies(db: Db, postId: string, { viewerId, keyset }: Place): Promise<PostRow[]> {
  const parameters = [viewerId, postId, keyset.past, keyset.take]
  return (await db.executeQuery<PostRow>(CompiledQuery.raw(replies, parameters))).rows
}

/** The post itself comes last, after what it answers from the root down; missing when there is no such post. */
export async function selectChain(db: Db, viewerId: string | null, postId: string): Promise<PostRow[]> {
  return (await db.executeQuery<PostRow>(CompiledQuery.raw(chain, [viewerId, postId]))).rows
}

/** Newest first. */
export async function selectMemberPosts(
  db: Db,
  { handle, kind }: { handle: string; kind: 'posts' | 'replies' },
  { viewerId, keyset }: Place,
): Promise<PostRow[]> {
  const parameters = [viewerId, handle, keyset.past, keyset.take]
  return (await db.executeQuery<PostRow>(CompiledQuery.raw(byMember[kind], parameters))).rows
}
