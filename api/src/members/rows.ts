import type { MemberListItem, Reach } from '@porchlight/contract/members'
import { avatarOf, type ShownPicture } from '../pictures/rows.ts'
import { smallAvatarView, type Viewing } from '../pictures/view.ts'

/** What a list of members yields, for lists of any feature. */
export interface MemberListRow {
  /** What orders the list: the member's own id, or that of a follow. */
  readonly id: string
  readonly member_id: string
  readonly handle: string
  readonly name: string
  readonly bio: string
  readonly avatar: ShownPicture | null
  readonly following: boolean
  /** For a visitor nothing to go by. */
  readonly reach: Reach
}

/** Whom the reader `$1` blocked or was blocked by: of no column, so that it is looked up once a query. None for a visitor. */
export const keptApart = `array(
    select blocked_id from member_block where blocker_id = $1::uuid
    union all select blocker_id from member_block where blocked_id = $1::uuid)`

/** Of `member m`, for the reader `$1`: see the contract's `Reach`. What is cheap to know comes first. */
export const reachOf = `case
    when m.id = $1::uuid or m.status <> 'active' or m.messages_from = 'nobody' then 'closed'
    when (select true from member_block b where b.blocker_id = m.id and b.blocked_id = $1::uuid) then 'closed'
    when (select true from member_block b where b.blocker_id = $1::uuid and b.blocked_id = m.id) then 'closed'
    when m.messages_from = 'everyone' then 'open'
    when (select true from follow f where f.follower_id = m.id and f.followee_id = $1::uuid) then 'open'
    when m.messages_from = 'followed' then 'closed'
    else 'request' end as reach`

/** Of `member m`; `$1` is the reader, null for a visitor. A scalar, so that it is looked up for each row shown. */
export const memberListColumns = `m.id as member_id, m.handle, m.name, m.bio, ${avatarOf('m.id')} as avatar,
  (select true from follow mine where mine.follower_id = $1::uuid and mine.followee_id = m.id) is true as following,
  ${reachOf}`

export function memberListItemView(viewing: Viewing, row: MemberListRow, viewerId: string | null): MemberListItem {
  return {
    id: row.member_id,
    handle: row.handle,
    name: row.name,
    avatar: smallAvatarView(viewing, row.avatar),
    bio: row.bio,
    viewer:
      viewerId === null ? null : { isYou: row.member_id === viewerId, following: row.following, reach: row.reach },
  }
}
