import type { EndpointTable } from './endpoint.ts'
import { NotificationPage, NotificationParams, NotificationReads, UnreadCount } from './notifications.ts'
import { PageQuery } from './page.ts'

/** What a member is told of what others did. Which kinds they want is in `PATCH /me`. */
export const notificationEndpoints = {
  'GET /me/notifications': {
    summary: 'What others did that concerns you, latest first, for 90 days',
    access: 'member',
    query: PageQuery,
    status: 200,
    response: NotificationPage,
  },
  'GET /me/notifications/unread': {
    summary: 'How many notifications you have not read, counted up to 100',
    access: 'member',
    status: 200,
    response: UnreadCount,
  },
  'POST /me/notifications/reads': {
    summary: 'Mark notifications as read: those that were shown, or all up to one',
    access: 'member',
    body: NotificationReads,
    status: 200,
    response: UnreadCount,
  },
  'DELETE /me/notifications/:notificationId': {
    summary: 'Delete a notification',
    access: 'member',
    params: NotificationParams,
    status: 204,
  },
} as const satisfies EndpointTable
