import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { endSuspension, listSuspended, suspend } from './service.ts'

export function suspensionRoutes(app: App, ctx: Context): void {
  route(app, ctx, { endpoint: 'GET /admin/suspensions', handle: ({ query }) => listSuspended(ctx, query) })
  route(app, ctx, {
    endpoint: 'PUT /admin/members/:handle/suspension',
    handle: ({ params }) => suspend(ctx, params.handle),
  })
  route(app, ctx, {
    endpoint: 'DELETE /admin/members/:handle/suspension',
    handle: ({ params }) => endSuspension(ctx, params.handle),
  })
}
