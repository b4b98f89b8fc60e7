import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { listMutes, mute, unmute } from './service.ts'

export function muteRoutes(app: App, ctx: Context): void {
  route(app, ctx, {
    endpoint: 'PUT /members/:handle/mute',
    handle: ({ viewer, params }) => mute(ctx, viewer, params.handle),
  })
  route(app, ctx, {
    endpoint: 'DELETE /members/:handle/mute',
    handle: ({ viewer, params }) => unmute(ctx, viewer, params.handle),
  })
  route(app, ctx, { endpoint: 'GET /me/mutes', handle: ({ viewer, query }) => listMutes(ctx, viewer, query) })
}
