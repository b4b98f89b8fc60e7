import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { listMails } from './outbox.ts'

export function mailRoutes(app: App, ctx: Context): void {
  route(app, ctx, { endpoint: 'GET /admin/mails', handle: ({ query }) => listMails(ctx, query) })
}
