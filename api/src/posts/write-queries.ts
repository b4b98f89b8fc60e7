import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { avatarOf, type ShownPicture } from '../pictures/rows.ts'

/*
 * Counters are kept by whoever writes, in the same transaction. Every transaction locks posts before members, and each
 * of them in the order of their ids, before it writes anything that refers to them: so none waits in a circle.
 */

/**
 * Counts one more reply and keeps the post from going; its author, or undefined when it is not there for who replies.
 */
export async function countReply(
  tx: Db,
  { postId, memberId }: { postId: string; memberId: string },
): Promise<{ id: string; handle: string } | undefined> {
  return await tx
    .updateTable('post')
    .from('member')
    .set({ reply_count: sql`post.reply_count + 1` })
    .where('post.id', '=', postId)
    .whereRef('member.id', '=', 'post.author_id')
    .where('member.status', '=', 'active')
    .where(notApart('member.id', memberId))
    .returning(['member.id', 'member.handle'])
    .executeTakeFirst()
}

/** Neither has blocked the other. @param column of the author's id. */
function notApart(column: 'member.id' | 'a.id', memberId: string) {
  const author = sql.ref(column)
  return sql<boolean>`not exists (select from member_block where blocker_id = ${author} and blocked_id = ${memberId}::uuid)
    and not exists (select from member_block where blocker_id = ${memberId}::uuid and blocked_id = ${author})`
}

export async function countPost(tx: Db, authorId: string) {
  return await tx
    .updateTable('member')
    .set({ post_count: sql`post_count + 1` })
    .where('id', '=', authorId)
    .returning(['id', 'handle', 'name', sql<ShownPicture | null>`${sql.raw(avatarOf('member.id'))}`.as('avatar')])
    .executeTakeFirstOrThrow()
}

interface NewPost {
  readonly id: string
  readonly author_id: string
  readonly reply_to_id: string | null
  readonly text: string
}

export async function insertPost(tx: Db, post: NewPost): Promise<void> {
  await tx.insertInto('post').values(post).execute()
}

interface DoomedPost {
  readonly id: string
  readonly author_id: string
  readonly author_handle: string
  readonly reply_to_id: string | null
}

/** The post, locked with what it answers until the end of the transaction. */
export async function lockForDeletion(tx: Db, postId: string): Promise<DoomedPost | undefined> {
  const { rows } = await sql<DoomedPost>`
    select p.id, p.author_id, a.handle as author_handle, p.reply_to_id
    from post p join member a on a.id = p.author_id and a.status = 'active'
    where p.id in (${postId}, (select reply_to_id from post where id = ${postId}))
    order by p.id for update of p`.execute(tx)
  return rows.find(({ id }) => id === postId)
}

/** Its likes go with it. */
export async function deletePost(tx: Db, post: DoomedPost): Promise<void> {
  if (post.reply_to_id !== null) {
    await tx.updateTable('post').set({ reply_count: sql`reply_count - 1` }).where('id', '=', post.reply_to_id).execute()
  }
  await tx.updateTable('member').set({ post_count: sql`post_count - 1` }).where('id', '=', post.author_id).execute()
  await tx.deleteFrom('post').where('id', '=', post.id).execute()
}

interface Like {
  readonly postId: string
  readonly memberId: string
}

interface LikedPost {
  readonly authorId: string
  /** False when the like was there already, or was not there to be taken back. */
  readonly changed: boolean
}

/** Undefined when there is no such post. Liking twice counts once. */
export async function insertLike(tx: Db, like: Like): Promise<LikedPost | undefined> {
  const { rows } = await sql<LikedPost>`
    with liked as (
      select p.id, p.author_id from post p join member a on a.id = p.author_id and a.status = 'active'
      where p.id = ${like.postId} and ${notApart('a.id', like.memberId)} for no key update of p
    ), added as (
      insert into post_like (post_id, member_id) select id, ${like.memberId}::uuid from liked
      on conflict do nothing returning post_id
    ), counted as (
      update post set like_count = like_count + 1 where id in (select post_id from added)
    )
    select author_id as "authorId", exists (select from added) as changed from liked`.execute(tx)
  return rows[0]
}

/** Undefined when there is no such post. */
export async function deleteLike(tx: Db, like: Like): Promise<LikedPost | undefined> {
  const { rows } = await sql<LikedPost>`
    with liked as (
      select p.id, p.author_id from post p join member a on a.id = p.author_id and a.status = 'active'
      where p.id = ${like.postId} for no key update of p
    ), removed as (
      delete from post_like where post_id in (select id from liked) and member_id = ${like.memberId} returning post_id
    ), counted as (
      update post set like_count = like_count - 1 where id in (select post_id from removed)
    )
    select author_id as "authorId", exists (select from removed) as changed from liked`.execute(tx)
  return rows[0]
}
