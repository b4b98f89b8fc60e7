import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { block, listBlocks, unblock } from './service.ts'

export function blockRoutes(app: App, ctx: Context): void {
  route(app, ctx, {
    endpoint: 'PUT /members/:handle/block',
    handle: ({ viewer, params }) => block(ctx, viewer, params.handle),
  })
  route(app, ctx, {
    endpoint: 'DELETE /members/:handle/block',
    handle: ({ viewer, params }) => unblock(ctx, viewer, params.handle),
  })
  route(app, ctx, { endpoint: 'GET /me/blocks', handle: ({ viewer, query }) => listBlocks(ctx, viewer, query) })
}
