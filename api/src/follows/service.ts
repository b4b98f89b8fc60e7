import { DomainError } from '@porchlight/contract/errors'
import type { MemberListItem, Profile } from '@porchlight/contract/members'
import type { Page, PageQuery } from '@porchlight/contract/page'
import { cacheKeys } from '../cache/keys.ts'
import type { Context, Viewer } from '../context.ts'
import type { Db } from '../database/database.ts'
import { newestFirst, pageOfRows } from '../http/keyset.ts'
import { memberListItemView } from '../members/rows.ts'
import { readProfile, requireMember } from '../members/service.ts'
import { recordDeed, takeDeedBack, tellOpenPages } from '../notifications/deeds.ts'
import { areApart, countFollow, deleteFollow, insertFollow, lockPair, selectFollows } from './queries.ts'

/** Bounds what a home timeline costs: it looks at each member followed. */
export const maxFollows = 2_000

/** @throws {DomainError} `not_found`, `follow_yourself`, `follow_refused`, `follow_limit` */
export async function follow(ctx: Context, viewer: Viewer, handle: string): Promise<Profile> {
  return await changeRelation(ctx, viewer, { handle, change: addFollow })
}

/** @throws {DomainError} `not_found` */
export async function unfollow(ctx: Context, viewer: Viewer, handle: string): Promise<Profile> {
  return await changeRelation(ctx, viewer, { handle, change: removeFollow })
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

interface LockedMember {
  readonly id: string
  readonly handle: string
  readonly following_count: number
}

/** Two members, locked until the end of the transaction: who else wants to change how they stand waits. */
export interface LockedPair {
  readonly self: LockedMember
  readonly other: LockedMember
}

export interface Changed {
  /** Whether anything changed that a profile shows to visitors. */
  readonly seen: boolean
  /** Whose open pages are to be told. */
  readonly told?: readonly string[]
}

type Change = (ctx: Context, tx: Db, pair: LockedPair) => Promise<Changed>

/**
 * Changes how the viewer stands to another member, with both locked, and answers with that member's profile.
 *
 * @throws {DomainError} `not_found`
 */
export async function changeRelation(
  ctx: Context,
  viewer: Viewer,
  { handle, change }: { handle: string; change: Change },
): Promise<Profile> {
  const { forgotten, told } = await ctx.db.transaction().execute(async (tx) => {
    const { one: self, other } = await lockPair(tx, { id: viewer.id, handle })
    if (self === undefined || other === undefined) throw new DomainError('not_found')
    const { seen, told = [] } = await change(ctx, tx, { self, other })
    return { forgotten: seen ? [self, other] : [], told }
  })
  tellOpenPages(ctx, told)
  await ctx.cache.forget(forgotten.map((member) => cacheKeys.profile(member.handle)))
  return await readProfile(ctx, viewer, handle)
}

async function addFollow({ newId }: Context, tx: Db, { self, other }: LockedPair): Promise<Changed> {
  if (self.id === other.id) throw new DomainError('follow_yourself')
  const pair = { followerId: self.id, followeeId: other.id }
  if (await areApart(tx, pair)) throw new DomainError('follow_refused')
  if (!(await insertFollow(tx, { ...pair, id: newId() }))) return { seen: false }
  if (self.following_count >= maxFollows) throw new DomainError('follow_limit')
  await countFollow(tx, pair, 1)
  return { seen: true, told: await recordDeed(tx, deedOf(pair)) }
}

async function removeFollow(_ctx: Context, tx: Db, { self, other }: LockedPair): Promise<Changed> {
  const pair = { followerId: self.id, followeeId: other.id }
  if (!(await deleteFollow(tx, pair))) return { seen: false }
  await countFollow(tx, pair, -1)
  return { seen: true, told: await takeDeedBack(tx, deedOf(pair)) }
}

function deedOf({ followerId, followeeId }: { followerId: string; followeeId: string }) {
  return { kind: 'follow', actorId: followerId, recipientId: followeeId, postId: null } as const
}

/** Neither follows the other any more. */
export async function endFollows(ctx: Context, tx: Db, { self, other }: LockedPair): Promise<Changed> {
  const ended = await removeFollow(ctx, tx, { self, other })
  const endedBack = await removeFollow(ctx, tx, { self: other, other: self })
  // What either is told of the other's other deeds is not shown from now on.
  return { seen: ended.seen || endedBack.seen, told: [self.id, other.id] }
}
