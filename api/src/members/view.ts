import type { Profile } from '@porchlight/contract/members'
import { instantOfId } from '../http/instant.ts'
import type { ProfileRow } from './queries.ts'

export function profileView(row: ProfileRow, viewerId: string | null): Profile {
  return {
    id: row.id,
    handle: row.handle,
    name: row.name,
    bio: row.bio,
    joinedAt: instantOfId(row.id),
    postCount: row.post_count,
    followerCount: row.follower_count,
    followingCount: row.following_count,
    viewer:
      viewerId === null ? null : { isYou: row.id === viewerId, following: row.following, followsYou: row.follows_you },
  }
}
