import type { Community } from '@porchlight/contract/community'
import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { selectCommunity, updateCommunity } from './queries.ts'

export function communityRoutes(app: App, ctx: Context): void {
  route(app, ctx, { endpoint: 'GET /community', handle: () => readCommunity(ctx) })
  route(app, ctx, {
    endpoint: 'PATCH /community',
    async handle({ body }) {
      await updateCommunity(ctx.db, body)
      return await readCommunity(ctx)
    },
  })
}

async function readCommunity(ctx: Context): Promise<Community> {
  const { name, tagline, language, join_policy, has_administrator } = await selectCommunity(ctx.db)
  return { name, tagline, language, joinPolicy: join_policy, needsSetup: !has_administrator }
}
