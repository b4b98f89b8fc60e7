import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { listNotifications, readNotifications, readUnread, removeNotification } from './service.ts'

export function notificationRoutes(app: App, ctx: Context): void {
  route(app, ctx, {
    endpoint: 'GET /me/notifications',
    handle: ({ viewer, query }) => listNotifications(ctx, viewer, query),
  })
  route(app, ctx, { endpoint: 'GET /me/notifications/unread', handle: ({ viewer }) => readUnread(ctx, viewer) })
  route(app, ctx, {
    endpoint: 'POST /me/notifications/reads',
    handle: ({ viewer, body }) => readNotifications(ctx, viewer, body),
  })
  route(app, ctx, {
    endpoint: 'DELETE /me/notifications/:notificationId',
    async handle({ viewer, params }) {
      await removeNotification(ctx, viewer, params.notificationId)
      return undefined
    },
  })
}
