import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { deletePictures, insertPictures } from './picture-queries.ts'
import type { SampleRows } from './rows.ts'

/** Any constant does, so long as every replica uses the same and nothing else does. */
const advisoryLock = 727_002

/** Until the end of the transaction, nobody else adds or removes samples. */
export async function lockSamples(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(tx)
}

/** Sample members and what they wrote, by their own counters. */
export async function countSamples(db: Db): Promise<{ members: number; posts: number }> {
  return await db
    .selectFrom('member')
    .select(sql<number>`count(*)::integer`.as('members'))
    .select(sql<number>`coalesce(sum(post_count), 0)::integer`.as('posts'))
    .where('is_sample', '=', true)
    .executeTakeFirstOrThrow()
}

/** Those of the handles that someone has. */
export async function selectTakenHandles(tx: Db, handles: readonly string[]): Promise<Set<string>> {
  const rows = await tx.selectFrom('member').select('handle').where('handle', 'in', handles).execute()
  return new Set(rows.map(({ handle }) => handle))
}

export async function insertSamples(tx: Db, { members, posts, pictures, likes, follows }: SampleRows): Promise<void> {
  const strangers = new Set(follows.map(({ followee_id }) => followee_id)).difference(
    new Set(members.map(({ id }) => id)),
  )
  for (const id of strangers) {
    const followerCount = follows.filter(({ followee_id }) => followee_id === id).length
    await addFollowers(tx, id, followerCount)
  }
  await tx
    .insertInto('member')
    .values(
      members.map(({ joinedAt, ...member }) => ({
        ...member,
        // No mail is ever sent there (RFC 2606), and without an account nobody signs in by it.
        email: `${member.id}@samples.invalid`,
        is_sample: true,
        post_count: posts.filter(({ author_id }) => author_id === member.id).length,
        follower_count: follows.filter(({ followee_id }) => followee_id === member.id).length,
        following_count: follows.filter(({ follower_id }) => follower_id === member.id).length,
        created_at: joinedAt,
        updated_at: joinedAt,
      })),
    )
    .execute()
  await tx
    .insertInto('post')
    .values([...posts])
    .execute()
  await insertPictures(tx, pictures)
  await tx
    .insertInto('post_like')
    .values([...likes])
    .execute()
  await tx
    .insertInto('follow')
    .values([...follows])
    .execute()
}

async function addFollowers(tx: Db, memberId: string, count: number): Promise<void> {
  await tx
    .updateTable('member')
    .set({ follower_count: sql`follower_count + ${count}::integer` })
    .where('id', '=', memberId)
    .execute()
}

/**
 * Takes the sample members out, and with them their posts, pictures, likes and follows. Nobody acts for a sample member, so their
 * likes and replies are at each other's posts only; what real members count of them are follows, either way.
 *
 * @returns what had counted or shown any of it: ids of posts, handles of members.
 */
export async function deleteSamples(tx: Db): Promise<{ postIds: string[]; handles: string[] }> {
  const { rows: posts } = await sql<{ id: string }>`
    select id from post where author_id in (select id from member where is_sample) order by id for update`.execute(tx)
  const { rows: members } = await sql<{ handle: string }>`
    select handle from member
    where is_sample
      or id in (select followee_id from follow where follower_id in (select id from member where is_sample))
      or id in (select follower_id from follow where followee_id in (select id from member where is_sample))
    order by id for update`.execute(tx)
  await sql`
    update member m set follower_count = follower_count - gone.follows
    from (select followee_id as id, count(*)::integer as follows from follow
          where follower_id in (select id from member where is_sample) group by followee_id) gone
    where m.id = gone.id and not m.is_sample`.execute(tx)
  await sql`
    update member m set following_count = following_count - gone.follows
    from (select follower_id as id, count(*)::integer as follows from follow
          where followee_id in (select id from member where is_sample) group by follower_id) gone
    where m.id = gone.id and not m.is_sample`.execute(tx)
  await sql`
    delete from notification n using (
      select notification_id, bool_and(m.is_sample) as by_samples_only
      from notification_actor a join member m on m.id = a.actor_id
      where a.notification_id in (select notification_id from notification_actor join member on member.id = actor_id and is_sample)
      group by notification_id
    ) told where n.id = told.notification_id and by_samples_only`.execute(tx)
  await deletePictures(tx)
  await tx.deleteFrom('member').where('is_sample', '=', true).execute()
  return { postIds: posts.map(({ id }) => id), handles: members.map(({ handle }) => handle) }
}
