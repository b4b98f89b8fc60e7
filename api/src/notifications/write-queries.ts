import type { NotificationKind } from '@porchlight/contract/notifications'
import { sql } from 'kysely'
import type { Db } from '../database/database.ts'

/** What one member did that concerns another. */
export interface Deed {
  readonly kind: NotificationKind
  readonly actorId: string
  readonly recipientId: string
  /** Null of a follow. */
  readonly postId: string | null
}

/**
 * Notes the deed, together with those of its kind that were not read yet. Nothing for who does not want it: by their
 * settings, because they muted the actor, or because either blocked the other. Deeds of one kind at one thing come one
 * after the other, as who does them locks it, and PostgreSQL's own clock gives the later one the later id.
 *
 * @returns whether there is something new to read.
 */
export async function insertDeed(tx: Db, { kind, actorId, recipientId, postId }: Deed): Promise<boolean> {
  const { rows } = await sql`
    with deed as materialized (
      select uuidv7() as id
    ), wanted as (
      select m.id from member m
      where m.id = ${recipientId} and m.status = 'active' and m.id <> ${actorId} and ${kind} <> all (m.notifications_off)
        and not exists (select from member_mute where muter_id = m.id and muted_id = ${actorId})
        and not exists (select from member_block where blocker_id = m.id and blocked_id = ${actorId})
        and not exists (select from member_block where blocker_id = ${actorId} and blocked_id = m.id)
    ), noted as (
      insert into notification (id, latest, recipient_id, kind, post_id)
      select deed.id, deed.id, wanted.id, ${kind}, ${postId}::uuid from wanted, deed
      on conflict (recipient_id, kind, post_id) where not read
      do update set latest = excluded.latest, noted_at = excluded.noted_at
      returning id
    )
    insert into notification_actor (notification_id, actor_id, id) select noted.id, ${actorId}, deed.id from noted, deed
    on conflict do nothing returning id`.execute(tx)
  return rows.length > 0
}

/** Forgets the deed, read or not, and what then has no members left. False when nothing was known of it. */
export async function deleteDeed(tx: Db, { kind, actorId, recipientId, postId }: Deed): Promise<boolean> {
  const { rows } = await sql`
    with noted as (
      select id from notification
      where recipient_id = ${recipientId} and kind = ${kind} and post_id is not distinct from ${postId}::uuid
      order by id for update
    ), taken as (
      delete from notification_actor where actor_id = ${actorId} and notification_id in (select id from noted)
      returning notification_id
    ), emptied as (
      delete from notification n using taken
      where n.id = taken.notification_id
        and not exists (select from notification_actor a where a.notification_id = n.id and a.actor_id <> ${actorId})
    )
    select notification_id from taken`.execute(tx)
  return rows.length > 0
}

/** Those of the handles whom a mention can concern: active, and others than who wrote it. In the order of their ids. */
export async function selectMentioned(tx: Db, handles: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('member')
    .select('id')
    .where('handle', 'in', handles)
    .where('status', '=', 'active')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Of a post's reader, for whom it is worth asking again once the post is gone. */
export async function selectTold(tx: Db, postId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('notification')
    .select('recipient_id')
    .distinct()
    .where('post_id', '=', postId)
    .where('read', '=', false)
    .execute()
  return rows.map(({ recipient_id }) => recipient_id)
}
