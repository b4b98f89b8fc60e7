import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { changeProfile, listMembers, readMe, readProfile } from './service.ts'

export function memberRoutes(app: App, ctx: Context): void {
  route(app, ctx, { endpoint: 'GET /me', handle: ({ viewer }) => readMe(ctx, viewer) })
  route(app, ctx, { endpoint: 'PATCH /me', handle: ({ viewer, body }) => changeProfile(ctx, viewer, body) })
  route(app, ctx, { endpoint: 'GET /members', handle: ({ viewer, query }) => listMembers(ctx, viewer, query) })
  route(app, ctx, {
    endpoint: 'GET /members/:handle',
    handle: ({ viewer, params }) => readProfile(ctx, viewer, params.handle),
  })
}
