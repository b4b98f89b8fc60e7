import type { MemberListItem } from '@porchlight/contract/members'
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
}

/** Of `member m`; `$1` is the reader, null for a visitor. A scalar, so that it is looked up for each row shown. */
export const memberListColumns = `m.id as member_id, m.handle, m.name, m.bio, ${avatarOf('m.id')} as avatar,
  (select true from follow mine where mine.follower_id = $1::uuid and mine.followee_id = m.id) is true as following`

export function memberListItemView(viewing: Viewing, row: MemberListRow, viewerId: string | null): MemberListItem {
  return {
    id: row.member_id,
    handle: row.handle,
    name: row.name,
    avatar: smallAvatarView(viewing, row.avatar),
    bio: row.bio,
    viewer: viewerId === null ? null : { isYou: row.member_id === viewerId, following: row.following },
  }
}
