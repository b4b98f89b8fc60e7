import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { follow, listFollows, unfollow } from './service.ts'

export function followRoutes(app: App, ctx: Context): void {
  route(app, ctx, {
    endpoint: 'GET /members/:handle/followers',
    handle: ({ viewer, params, query }) =>
      listFollows(ctx, viewer, { handle: params.handle, kind: 'followers', query }),
  })
  route(app, ctx, {
    endpoint: 'GET /members/:handle/following',
    handle: ({ viewer, params, query }) =>
      listFollows(ctx, viewer, { handle: params.handle, kind: 'following', query }),
  })
  route(app, ctx, {
    endpoint: 'PUT /members/:handle/follow',
    handle: ({ viewer, params }) => follow(ctx, viewer, params.handle),
  })
  route(app, ctx, {
    endpoint: 'DELETE /members/:handle/follow',
    handle: ({ viewer, params }) => unfollow(ctx, viewer, params.handle),
  })
}
