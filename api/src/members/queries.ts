import type { MessagesFrom, NotificationSetting, Reach } from '@porchlight/contract/members'
import { CompiledQuery, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { Keyset } from '../http/keyset.ts'
import { avatarOf, bannerOf, type ShownPicture } from '../pictures/rows.ts'
import { keptApart, type MemberListRow, memberListColumns, reachOf } from './rows.ts'

/** Only who is active is there to be seen: an applicant has not arrived yet, and who is suspended has no page. */
const profile = `
select m.id, m.handle, m.name, m.bio, m.post_count, m.follower_count, m.following_count,
  ${avatarOf('m.id')} as avatar, ${bannerOf('m.id')} as banner,
  (select true from follow where follower_id = $1::uuid and followee_id = m.id) is true as following,
  (select true from follow where follower_id = m.id and followee_id = $1::uuid) is true as follows_you,
  (select true from member_block where blocker_id = $1::uuid and blocked_id = m.id) is true as blocking,
  (select true from member_mute where muter_id = $1::uuid and muted_id = m.id) is true as muting,
  ${reachOf}
from member m where m.handle = $2 and m.status = 'active'`

/** The number of rows stands in the text, or PostgreSQL would plan this anew for each request: see the timelines. */
const directory = (take: number): string => `
select m.id, ${memberListColumns}
from member m
where m.status = 'active' and m.id < $2 and m.id <> all (${keptApart})
order by m.id desc limit ${take}`

/** The matches come from the index over words, and are then put in order: their number bounds the work. */
const search = `
with found as materialized (
  select id, handle, name, bio, status, messages_from from member
  where status = 'active' and search_words(handle, name) @@ search_prefixes($4)
)
select m.id, ${memberListColumns}
from found m where m.id < $2 and m.id <> all (${keptApart})
order by m.id desc limit $3`

export interface ProfileRow {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly bio: string
  readonly post_count: number
  readonly follower_count: number
  readonly following_count: number
  readonly avatar: ShownPicture | null
  readonly banner: ShownPicture | null
  readonly following: boolean
  readonly follows_you: boolean
  readonly reach: Reach
  readonly blocking: boolean
  readonly muting: boolean
}

export async function selectProfile(db: Db, viewerId: string | null, handle: string): Promise<ProfileRow | undefined> {
  return (await db.executeQuery<ProfileRow>(CompiledQuery.raw(profile, [viewerId, handle]))).rows[0]
}

export async function selectMembers(
  db: Db,
  viewerId: string | null,
  { keyset, begins }: { keyset: Keyset; begins: string | undefined },
): Promise<MemberListRow[]> {
  const { past, take } = keyset
  const query =
    begins === undefined
      ? CompiledQuery.raw(directory(take), [viewerId, past])
      : CompiledQuery.raw(search, [viewerId, past, take, begins])
  return (await db.executeQuery<MemberListRow>(query)).rows
}

/** In the order asked. Who once was here is told to members by name, for conversations that go on without them. */
const byIds = `
select m.id, m.status, ${memberListColumns}
from unnest($2::uuid[]) with ordinality asked (id, place) join member m on m.id = asked.id
where m.status = 'active' or (m.status = 'suspended' and $1::uuid is not null)
order by asked.place`

type NamedMemberRow = MemberListRow & { readonly status: 'active' | 'suspended' }

export async function selectMembersByIds(db: Db, viewerId: string | null, ids: readonly string[]) {
  return (await db.executeQuery<NamedMemberRow>(CompiledQuery.raw(byIds, [viewerId, ids]))).rows
}

const meColumns = [
  'id',
  'handle',
  'name',
  'bio',
  'email',
  'role',
  'language',
  'messages_from',
  'notifications_off',
  sql<ShownPicture | null>`${sql.raw(avatarOf('member.id'))}`.as('avatar'),
  sql<ShownPicture | null>`${sql.raw(bannerOf('member.id'))}`.as('banner'),
] as const

export type MeRow = NonNullable<Awaited<ReturnType<typeof selectMe>>>

export async function selectMe(db: Db, memberId: string) {
  return await db.selectFrom('member').select(meColumns).where('id', '=', memberId).executeTakeFirst()
}

interface MemberChange {
  readonly name?: string | undefined
  readonly bio?: string | undefined
  readonly language?: 'en' | 'de' | null | undefined
  readonly messages_from?: MessagesFrom | undefined
  readonly notifications_off?: NotificationSetting[] | undefined
}

/** Locks the member until the end of the transaction; false when there is none. */
export async function updateMember(tx: Db, memberId: string, change: MemberChange): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('member')
    .set({ ...change, updated_at: new Date() })
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
