import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { readStorage } from './service.ts'

export function storageRoutes(app: App, ctx: Context): void {
  route(app, ctx, { endpoint: 'GET /admin/storage', handle: () => readStorage(ctx) })
}
