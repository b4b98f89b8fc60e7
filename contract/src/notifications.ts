import { z } from 'zod'
import { Id, Instant } from './fields.ts'
import { MemberSummary } from './members.ts'
import { pageOf } from './page.ts'

/** What others did that a member is told of. */
const deeds = ['reply', 'mention', 'like', 'follow'] as const
export const NotificationKind = z.enum(deeds)
export type NotificationKind = z.infer<typeof NotificationKind>

/** Days that a notification is kept. */
export const notificationDays = 90
/** Of unread notifications: who has more reads "99+". */
export const maxUnreadCounted = 100

/**
 * Likes of one post, and follows, that come before the member has read of them are one notification. Who was blocked or
 * muted since, or is no longer here, is not among its members.
 */
export const Notification = z.object({
  id: Id,
  /** Of the latest deed in it: what is marked as read, so that nothing is that was not shown. */
  latestId: Id,
  kind: NotificationKind,
  unread: z.boolean(),
  /** Of the latest deed. */
  at: Instant,
  /** The latest first, at most three. */
  members: z.array(MemberSummary),
  memberCount: z.number().int(),
  /** The post that was liked, the reply, or the post that mentions; null of a follow. */
  post: z.object({ id: Id, excerpt: z.string(), pictureCount: z.number().int() }).nullable(),
})
export type Notification = z.infer<typeof Notification>

export const NotificationPage = pageOf(Notification)
export type NotificationPage = z.infer<typeof NotificationPage>

/** At most 100. */
export const UnreadCount = z.object({ unread: z.number().int() })
export type UnreadCount = z.infer<typeof UnreadCount>

/** Those whose latest deed is among `latestIds`, as they were shown; or all up to one of them. */
export const NotificationReads = z
  .strictObject({ latestIds: z.array(Id).min(1).max(50).optional(), upTo: Id.optional() })
  .refine(({ latestIds, upTo }) => (latestIds === undefined) !== (upTo === undefined), {
    path: ['latestIds'],
    message: 'stands alone, or upTo does',
  })
export type NotificationReads = z.infer<typeof NotificationReads>

export const NotificationParams = z.strictObject({ notificationId: Id })
