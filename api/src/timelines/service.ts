import type { PageQuery } from '@porchlight/contract/page'
import type { PostPage } from '@porchlight/contract/posts'
import { cacheKeys } from '../cache/keys.ts'
import type { Context, Viewer } from '../context.ts'
import { newestFirst, pageOfRows } from '../http/keyset.ts'
import { postView } from '../posts/rows.ts'
import { selectCommunityTimeline, selectHomeTimeline } from './queries.ts'

/** What a page asks for that says nothing: the only length that is kept. */
const keptLimit = 20

/** Posts of whom the viewer follows and their own, no replies. @throws {DomainError} `invalid_input` */
export async function readHomeTimeline(ctx: Context, viewer: Viewer, query: PageQuery): Promise<PostPage> {
  const keyset = newestFirst(query)
  const rows = await selectHomeTimeline(ctx.reads, viewer.id, keyset)
  return pageOfRows(keyset, rows, (row) => postView(ctx, row, viewer.id))
}

/** Posts of everyone, no replies. @throws {DomainError} `invalid_input` */
export async function readCommunityTimeline(ctx: Context, viewer: Viewer | null, query: PageQuery): Promise<PostPage> {
  const load = () => loadCommunityTimeline(ctx, viewer?.id ?? null, query)
  if (viewer !== null || query.cursor !== undefined || query.limit !== keptLimit) return await load()
  return (await ctx.cache.read(cacheKeys.communityTimeline, load)) ?? (await load())
}

async function loadCommunityTimeline(ctx: Context, viewerId: string | null, query: PageQuery): Promise<PostPage> {
  const keyset = newestFirst(query)
  const rows = await selectCommunityTimeline(ctx.reads, viewerId, keyset)
  return pageOfRows(keyset, rows, (row) => postView(ctx, row, viewerId))
}
