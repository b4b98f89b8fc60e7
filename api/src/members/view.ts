import type { Me, Profile } from '@porchlight/contract/members'
import { instantOfId } from '../http/instant.ts'
import { nullableView, type Viewing } from '../pictures/view.ts'
import type { MeRow, ProfileRow } from './queries.ts'

export function profileView(viewing: Viewing, row: ProfileRow, viewerId: string | null): Profile {
  return {
    id: row.id,
    handle: row.handle,
    name: row.name,
    avatar: nullableView(viewing, row.avatar),
    banner: nullableView(viewing, row.banner),
    bio: row.bio,
    joinedAt: instantOfId(row.id),
    postCount: row.post_count,
    followerCount: row.follower_count,
    followingCount: row.following_count,
    viewer: viewerId === null ? null : relationView(row, viewerId),
  }
}

function relationView(row: ProfileRow, viewerId: string): Profile['viewer'] {
  const { following, follows_you: followsYou, reach, blocking, muting } = row
  return { isYou: row.id === viewerId, following, followsYou, reach, blocking, muting }
}

export function meView(viewing: Viewing, { avatar, banner, ...row }: MeRow): Me {
  const { messages_from: messagesFrom, notifications_off: notificationsOff, ...words } = row
  const pictures = { avatar: nullableView(viewing, avatar), banner: nullableView(viewing, banner) }
  return { ...words, messagesFrom, notificationsOff, ...pictures }
}
