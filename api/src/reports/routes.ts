import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { fileReport, listReports, settle } from './service.ts'

export function reportRoutes(app: App, ctx: Context): void {
  route(app, ctx, { endpoint: 'POST /reports', handle: ({ viewer, body }) => fileReport(ctx, viewer, body) })
  route(app, ctx, { endpoint: 'GET /admin/reports', handle: ({ query }) => listReports(ctx, query) })
  route(app, ctx, {
    endpoint: 'PATCH /admin/reports/:reportId',
    handle: ({ viewer, params, body }) => settle(ctx, viewer, { reportId: params.reportId, settlement: body }),
  })
}
