import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { readCommunityTimeline, readHomeTimeline } from './service.ts'

export function timelineRoutes(app: App, ctx: Context): void {
  route(app, ctx, {
    endpoint: 'GET /timelines/home',
    handle: ({ viewer, query }) => readHomeTimeline(ctx, viewer, query),
  })
  route(app, ctx, {
    endpoint: 'GET /timelines/community',
    handle: ({ viewer, query }) => readCommunityTimeline(ctx, viewer, query),
  })
}
