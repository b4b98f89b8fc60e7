import {
  maxUnreadCounted,
  type NotificationKind,
  type NotificationReads,
  notificationDays,
} from '@porchlight/contract/notifications'
import { CompiledQuery, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { Keyset } from '../http/keyset.ts'
import { keptApart } from '../members/rows.ts'
import { avatarOf, type ShownPicture } from '../pictures/rows.ts'

export interface NotificationRow {
  /** Of the latest deed, which orders the list. */
  readonly id: string
  readonly notification_id: string
  readonly kind: NotificationKind
  readonly unread: boolean
  readonly post_id: string | null
  readonly excerpt: string | null
  readonly picture_count: number
  readonly member_count: number
  /** Of the latest deed by somebody who is shown. */
  readonly shown_latest: string
  readonly members: readonly {
    readonly id: string
    readonly handle: string
    readonly name: string
    readonly avatar: ShownPicture | null
  }[]
}

const kept = `n.noted_at > now() - interval '${notificationDays} days'`
/** Whom the reader `$1` blocked, was blocked by, or muted; looked up once a query. */
const unwelcome = `with unwelcome as materialized (
  select ${keptApart} || array(select muted_id from member_mute where muter_id = $1::uuid) as ids)`
const shownActors = `from notification_actor a join member m on m.id = a.actor_id and m.status = 'active'
  where a.notification_id = n.id and a.actor_id <> all ((select ids from unwelcome)::uuid[])`
const maxExcerpt = 200
/** Of one notification, so that a post that everybody likes costs no more than that. */
const maxActorsCounted = 1_000
const maxActorsShown = 3

const list = `${unwelcome}
select n.latest as id, n.id as notification_id, n.kind, not n.read as unread, n.post_id,
  left(p.text, ${maxExcerpt}) as excerpt,
  (select count(*)::integer from picture i where i.post_id = n.post_id) as picture_count,
  who.member_count, who.ids[1] as shown_latest,
  (select json_agg(json_build_object('id', m.id, 'handle', m.handle, 'name', m.name, 'avatar', ${avatarOf('m.id')})
     order by shown.place)
   from unnest(who.actors[1:${maxActorsShown}]) with ordinality shown (id, place) join member m on m.id = shown.id) as members
from notification n
left join post p on p.id = n.post_id
cross join lateral (
  select count(*)::integer as member_count, array_agg(done.id order by done.id desc) as ids,
    array_agg(done.actor_id order by done.id desc) as actors
  from (select a.id, a.actor_id ${shownActors} order by a.id desc limit ${maxActorsCounted}) done
) who
where n.recipient_id = $1::uuid and n.latest < $2 and ${kept} and who.member_count > 0
order by n.latest desc limit $3`

const unread = `${unwelcome}
select count(*)::integer as unread from (
  select from notification n
  where n.recipient_id = $1::uuid and not n.read and ${kept} and exists (select ${shownActors})
  limit ${maxUnreadCounted}
) done`

/** Latest first. */
export async function selectNotifications(
  db: Db,
  recipientId: string,
  { past, take }: Keyset,
): Promise<NotificationRow[]> {
  return (await db.executeQuery<NotificationRow>(CompiledQuery.raw(list, [recipientId, past, take]))).rows
}

/** As many as are shown, up to a bound. */
export async function countUnread(db: Db, recipientId: string): Promise<number> {
  const { rows } = await db.executeQuery<{ unread: number }>(CompiledQuery.raw(unread, [recipientId]))
  return rows[0]?.unread ?? 0
}

/** In the order of their ids, so that two pages of one member do not wait for each other in a circle. */
export async function markRead(db: Db, recipientId: string, { latestIds, upTo }: NotificationReads): Promise<boolean> {
  const which = upTo === undefined ? sql`latest = any (${latestIds}::uuid[])` : sql`latest <= ${upTo}`
  const { rows } = await sql`
    with those as (
      select id from notification where recipient_id = ${recipientId} and not read and ${which} order by id for update
    )
    update notification set read = true where id in (select id from those) returning id`.execute(db)
  return rows.length > 0
}

/** False when the member has none of that id. */
export async function deleteNotification(db: Db, recipientId: string, id: string): Promise<boolean> {
  const deleted = await db
    .deleteFrom('notification')
    .where('id', '=', id)
    .where('recipient_id', '=', recipientId)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}

/** What is older than it is kept. Of two replicas that do so at once, each takes what the other does not have in hand. */
export async function deleteOldNotifications(db: Db): Promise<void> {
  await sql`
    delete from notification where id in (
      select id from notification where noted_at < now() - make_interval(days => ${notificationDays})
      for update skip locked
    )`.execute(db)
}
