import type { Notification } from '@porchlight/contract/notifications'
import { instantOfId } from '../http/instant.ts'
import { smallAvatarView, type Viewing } from '../pictures/view.ts'
import type { NotificationRow } from './queries.ts'

export function notificationView(viewing: Viewing, row: NotificationRow): Notification {
  const { post_id: postId, excerpt, picture_count: pictureCount } = row
  return {
    id: row.notification_id,
    latestId: row.id,
    kind: row.kind,
    unread: row.unread,
    at: instantOfId(row.shown_latest),
    members: row.members.map(({ avatar, ...member }) => ({ ...member, avatar: smallAvatarView(viewing, avatar) })),
    memberCount: row.member_count,
    post: postId === null ? null : { id: postId, excerpt: excerpt ?? '', pictureCount },
  }
}
