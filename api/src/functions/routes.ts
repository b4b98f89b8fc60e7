import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { listDeadLetters, readFunctions, redrive } from './service.ts'

/** The runner keeps them; here is decided who may ask it. */
export function functionRoutes(app: App, ctx: Context): void {
  route(app, ctx, { endpoint: 'GET /admin/functions', handle: () => readFunctions(ctx) })
  route(app, ctx, {
    endpoint: 'GET /admin/functions/dead-letters',
    handle: ({ query }) => listDeadLetters(ctx, query),
  })
  route(app, ctx, { endpoint: 'POST /admin/functions/redrive', handle: ({ body }) => redrive(ctx, body) })
}
