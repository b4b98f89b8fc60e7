import { DomainError } from '@porchlight/contract/errors'
import type { Me, MemberListItem, MemberQuery, Profile, ProfileChange } from '@porchlight/contract/members'
import type { Page } from '@porchlight/contract/page'
import { cacheKeys } from '../cache/keys.ts'
import type { Context, Viewer } from '../context.ts'
import { newestFirst, pageOfRows } from '../http/keyset.ts'
import { claimProfilePicture } from '../pictures/claims.ts'
import { selectMe, selectMembers, selectMembersByIds, selectProfile, updateMember } from './queries.ts'
import { memberListItemView } from './rows.ts'
import { meView, profileView } from './view.ts'

/** @throws {DomainError} `not_found` */
export async function readProfile(ctx: Context, viewer: Viewer | null, handle: string): Promise<Profile> {
  const profile = viewer === null ? await findPublicProfile(ctx, handle) : await findProfile(ctx, viewer.id, handle)
  if (profile === null) throw new DomainError('not_found')
  return profile
}

/** As a visitor sees it. */
export async function findPublicProfile(ctx: Context, handle: string): Promise<Profile | null> {
  return await ctx.cache.read(cacheKeys.profile(handle), () => findProfile(ctx, null, handle))
}

/** @throws {DomainError} `not_found` */
export async function requireMember(ctx: Context, handle: string): Promise<void> {
  if ((await findProfile(ctx, null, handle)) === null) throw new DomainError('not_found')
}

async function findProfile(ctx: Context, viewerId: string | null, handle: string): Promise<Profile | null> {
  const row = await selectProfile(ctx.reads, viewerId, handle)
  return row === undefined ? null : profileView(ctx, row, viewerId)
}

/** @throws {DomainError} `invalid_input` */
export async function listMembers(
  ctx: Context,
  viewer: Viewer | null,
  query: MemberQuery,
): Promise<Page<MemberListItem>> {
  const viewerId = viewer?.id ?? null
  if (query.ids !== undefined) return await listMembersOf(ctx, viewerId, query.ids)
  const keyset = newestFirst(query)
  const rows = await selectMembers(ctx.db, viewerId, { keyset, begins: query.q })
  return pageOfRows(keyset, rows, (row) => memberListItemView(ctx, row, viewerId))
}

async function listMembersOf(
  ctx: Context,
  viewerId: string | null,
  ids: readonly string[],
): Promise<Page<MemberListItem>> {
  const rows = await selectMembersByIds(ctx.reads, viewerId, [...new Set(ids)])
  const items = rows.map((row) => {
    const item = memberListItemView(ctx, row, viewerId)
    return row.status === 'active' ? item : { ...item, avatar: null, bio: '' }
  })
  return { items, nextCursor: null }
}

/** @throws {DomainError} `session_ended` when the account was deleted a moment ago. */
export async function readMe(ctx: Context, viewer: Viewer): Promise<Me> {
  const me = await selectMe(ctx.reads, viewer.id)
  if (me === undefined) throw new DomainError('session_ended')
  return meView(ctx, me)
}

/** @throws {DomainError} `picture_unavailable`, `session_ended` when the account was deleted a moment ago. */
export async function changeProfile(ctx: Context, viewer: Viewer, change: ProfileChange): Promise<Me> {
  if (Object.keys(change).length === 0) return await readMe(ctx, viewer)
  const { avatarId, bannerId, messagesFrom, notificationsOff, ...words } = change
  const settings = { messages_from: messagesFrom, notifications_off: notificationsOff }
  const me = await ctx.db.transaction().execute(async (tx) => {
    if (!(await updateMember(tx, viewer.id, { ...words, ...settings }))) throw new DomainError('session_ended')
    const claim = { ownerId: viewer.id }
    if (avatarId !== undefined) await claimProfilePicture(tx, { ...claim, purpose: 'avatar', pictureId: avatarId })
    if (bannerId !== undefined) await claimProfilePicture(tx, { ...claim, purpose: 'banner', pictureId: bannerId })
    return await readMe({ ...ctx, reads: tx }, viewer)
  })
  await ctx.cache.forget([cacheKeys.profile(me.handle), cacheKeys.communityTimeline])
  return me
}
