import { DomainError } from '@porchlight/contract/errors'
import type { MemberListItem, Profile } from '@porchlight/contract/members'
import type { Page, PageQuery } from '@porchlight/contract/page'
import { cacheKeys } from '../cache/keys.ts'
import type { Context, Viewer } from '../context.ts'
import { newestFirst, pageOfRows } from '../http/keyset.ts'
import { memberListItemView } from '../members/rows.ts'
import { readProfile, requireMember } from '../members/service.ts'
import { countFollow, deleteFollow, insertFollow, lockPair, selectFollows } from './queries.ts'

/** Bounds what a home timeline costs: it looks at each member followed. */
export const maxFollows = 2_000

/** @throws {DomainError} `not_found`, `follow_yourself`, `follow_limit` */
export async function follow(ctx: Context, viewer: Viewer, handle: string): Promise<Profile> {
  return await change(ctx, viewer, { handle, change: addFollow })
}

/** @throws {DomainError} `not_found` */
export async function unfollow(ctx: Context, viewer: Viewer, handle: string): Promise<Profile> {
  return await change(ctx, viewer, { handle, change: removeFollow })
}

/** @throws {DomainError} `not_found`, `invalid_input` */
export async function listFollows(
  ctx: Context,
  viewer: Viewer | null,
  { handle, kind, query }: { handle: string; kind: 'followers' | 'following'; query: PageQuery },
): Promise<Page<MemberListItem>> {
  const viewerId = viewer?.id ?? null
  const keyset = newestFirst(query)
  const rows = await selectFollows(ctx.db, { handle, kind }, { viewerId, keyset })
  if (rows.length === 0) await requireMember(ctx, handle)
  return pageOfRows(keyset, rows, (row) => memberListItemView(ctx, row, viewerId))
}

type Pair = Awaited<ReturnType<typeof lockPair>>
type Change = typeof addFollow

async function change(
  ctx: Context,
  viewer: Viewer,
  { handle, change }: { handle: string; change: Change },
): Promise<Profile> {
  const forgotten = await ctx.db.transaction().execute(async (tx) => {
    const pair = await lockPair(tx, { followerId: viewer.id, handle })
    return (await change({ ...ctx, db: tx }, pair)) ? [pair.follower, pair.followee] : []
  })
  await ctx.cache.forget(forgotten.flatMap((member) => (member ? [cacheKeys.profile(member.handle)] : [])))
  return await readProfile(ctx, viewer, handle)
}

async function addFollow({ db, newId }: Context, { follower, followee }: Pair): Promise<boolean> {
  if (follower === undefined || followee === undefined) throw new DomainError('not_found')
  if (follower.id === followee.id) throw new DomainError('follow_yourself')
  const pair = { followerId: follower.id, followeeId: followee.id }
  if (!(await insertFollow(db, { ...pair, id: newId() }))) return false
  if (follower.following_count >= maxFollows) throw new DomainError('follow_limit')
  await countFollow(db, pair, 1)
  return true
}

async function removeFollow({ db }: Context, { follower, followee }: Pair): Promise<boolean> {
  if (follower === undefined || followee === undefined) throw new DomainError('not_found')
  const pair = { followerId: follower.id, followeeId: followee.id }
  if (!(await deleteFollow(db, pair))) return false
  await countFollow(db, pair, -1)
  return true
}
