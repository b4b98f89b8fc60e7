import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { addSamples, readSamples, removeSamples } from './service.ts'

export function sampleRoutes(app: App, ctx: Context): void {
  route(app, ctx, { endpoint: 'GET /admin/samples', handle: () => readSamples(ctx) })
  route(app, ctx, { endpoint: 'PUT /admin/samples', handle: ({ viewer }) => addSamples(ctx, viewer) })
  route(app, ctx, { endpoint: 'DELETE /admin/samples', handle: () => removeSamples(ctx) })
}
