import { DomainError } from '@porchlight/contract/errors'
import type { PageQuery } from '@porchlight/contract/page'
import type { Post, PostDraft, PostPage, Thread } from '@porchlight/contract/posts'
import { cacheKeys } from '../cache/keys.ts'
import type { Context, Viewer } from '../context.ts'
import type { Db } from '../database/database.ts'
import { recordPostDeleted, recordPostPublished } from '../events/events.ts'
import { instantOfId } from '../http/instant.ts'
import { newestFirst, oldestFirst, pageOfRows } from '../http/keyset.ts'
import { findPublicProfile, requireMember } from '../members/service.ts'
import {
  recordDeed,
  recordPostDeeds,
  takeDeedBack,
  tellOpenPages,
  whoseCountChangesWith,
} from '../notifications/deeds.ts'
import { claimPostPictures } from '../pictures/claims.ts'
import { pictureView, smallAvatar, smallAvatarView } from '../pictures/view.ts'
import { mayDeletePost } from './policy.ts'
import { selectChain, selectMemberPosts, selectPost, selectReplies } from './queries.ts'
import { postView } from './rows.ts'
import {
  countPost,
  countReply,
  deleteLike,
  deletePost,
  insertLike,
  insertPost,
  lockForDeletion,
} from './write-queries.ts'

/** Runs the work in one transaction, or answers as it did the first time. */
export type Once = (work: (tx: Db) => Promise<Post>) => Promise<Post>

/** With its pictures, or not at all. @throws {DomainError} `reply_target_missing`, `picture_unavailable` */
export async function publishPost(
  ctx: Context,
  viewer: Viewer,
  { draft, once }: { draft: PostDraft; once: Once },
): Promise<Post> {
  const told: string[] = []
  const post = await once(async (tx) => {
    const { written, answeredId } = await writePost(ctx, tx, { ...draft, authorId: viewer.id })
    await recordPostPublished(ctx, tx, written)
    const { id, text } = written
    told.push(...(await recordPostDeeds(tx, { id, text, authorId: viewer.id, answeredId })))
    return written
  })
  tellOpenPages(ctx, told)
  const { author, replyTo } = post
  if (replyTo === null) {
    ctx.publishing.notify('everyone', { type: 'post.published', postId: post.id, authorId: author.id })
  }
  await ctx.cache.forget([
    cacheKeys.profile(author.handle),
    replyTo === null ? cacheKeys.communityTimeline : cacheKeys.post(replyTo.id),
  ])
  return post
}

async function writePost(ctx: Context, tx: Db, draft: PostDraft & { authorId: string }) {
  const { text, pictureIds, replyToId, authorId } = draft
  const answered = replyToId === undefined ? undefined : await countReply(tx, { postId: replyToId, memberId: authorId })
  if (replyToId !== undefined && answered === undefined) throw new DomainError('reply_target_missing')
  const { avatar, ...author } = await countPost(tx, authorId)
  const id = ctx.newId()
  await insertPost(tx, { id, author_id: authorId, reply_to_id: replyToId ?? null, text })
  const pictures = await claimPostPictures(tx, { postId: id, ownerId: authorId, pictureIds })
  const written: Post = {
    id,
    author: { ...author, avatar: smallAvatarView(ctx, avatar) },
    text,
    pictures: pictures.map((picture) => pictureView(ctx, picture)),
    createdAt: instantOfId(id),
    replyTo: replyToId === undefined ? null : { id: replyToId, handle: answered?.handle ?? null },
    likeCount: 0,
    replyCount: 0,
    viewer: { liked: false },
  }
  return { written, answeredId: answered?.id }
}

/** @throws {DomainError} `not_found`, `not_yours` */
export async function removePost(ctx: Context, viewer: Viewer, postId: string): Promise<void> {
  const { post, told } = await ctx.db.transaction().execute(async (tx) => {
    const found = await lockForDeletion(tx, postId)
    if (found === undefined) throw new DomainError('not_found')
    if (!mayDeletePost(viewer, found)) throw new DomainError('not_yours')
    const told = await whoseCountChangesWith(tx, postId)
    await deletePost(tx, found)
    await recordPostDeleted(ctx, tx, found)
    return { post: found, told }
  })
  tellOpenPages(ctx, told)
  await ctx.cache.forget([
    cacheKeys.post(postId),
    cacheKeys.profile(post.author_handle),
    post.reply_to_id === null ? cacheKeys.communityTimeline : cacheKeys.post(post.reply_to_id),
  ])
}

/** @throws {DomainError} `not_found` */
export async function readPost(ctx: Context, viewer: Viewer | null, postId: string): Promise<Post> {
  const post = viewer === null ? await findPublicPost(ctx, postId) : await findPost(ctx, viewer.id, postId)
  if (post === null) throw new DomainError('not_found')
  return post
}

async function findPost(ctx: Context, viewerId: string | null, postId: string): Promise<Post | null> {
  const row = await selectPost(ctx.reads, viewerId, postId)
  return row === undefined ? null : postView(ctx, row, viewerId)
}

/** What is kept of a post never changes with another one's, or with a name, so each write forgets what it touched. */
async function findPublicPost(ctx: Context, postId: string): Promise<Post | null> {
  const keptPost = (id: string) => ctx.cache.read(cacheKeys.post(id), () => findPost(ctx, null, id))
  const post = await keptPost(postId)
  const author = post && (await findPublicProfile(ctx, post.author.handle))
  if (post === null || author === null) return null
  const { id, handle, name, avatar } = author
  const answered = post.replyTo && (await keptPost(post.replyTo.id))
  return {
    ...post,
    author: { id, handle, name, avatar: avatar && smallAvatar(avatar) },
    replyTo: post.replyTo && { id: post.replyTo.id, handle: answered?.author.handle ?? null },
  }
}

/** @throws {DomainError} `not_found` */
export async function readThread(ctx: Context, viewer: Viewer | null, postId: string): Promise<Thread> {
  const viewerId = viewer?.id ?? null
  const [chain, replies] = await Promise.all([
    selectChain(ctx.reads, viewerId, postId),
    listReplies(ctx, viewerId, { postId, query: { limit: 20 } }),
  ])
  const posts = chain.map((row) => postView(ctx, row, viewerId))
  const post = posts.pop()
  if (post?.id !== postId) throw new DomainError('not_found')
  return { ancestors: posts, post, replies }
}

/** @throws {DomainError} `not_found`, `invalid_input` */
export async function readReplies(
  ctx: Context,
  viewer: Viewer | null,
  given: { postId: string; query: PageQuery },
): Promise<PostPage> {
  const [, page] = await Promise.all([readPost(ctx, viewer, given.postId), listReplies(ctx, viewer?.id ?? null, given)])
  return page
}

async function listReplies(
  ctx: Context,
  viewerId: string | null,
  { postId, query }: { postId: string; query: PageQuery },
): Promise<PostPage> {
  const keyset = oldestFirst(query)
  const rows = await selectReplies(ctx.reads, postId, { viewerId, keyset })
  return pageOfRows(keyset, rows, (row) => postView(ctx, row, viewerId))
}

/** @throws {DomainError} `not_found`, `invalid_input` */
export async function readMemberPosts(
  ctx: Context,
  viewer: Viewer | null,
  { handle, query }: { handle: string; query: PageQuery & { kind: 'posts' | 'replies' } },
): Promise<PostPage> {
  const viewerId = viewer?.id ?? null
  const keyset = newestFirst(query)
  const rows = await selectMemberPosts(ctx.reads, { handle, kind: query.kind }, { viewerId, keyset })
  if (rows.length === 0) await requireMember(ctx, handle)
  return pageOfRows(keyset, rows, (row) => postView(ctx, row, viewerId))
}

/** @throws {DomainError} `not_found` */
export async function likePost(ctx: Context, viewer: Viewer, postId: string): Promise<Post> {
  return await answerAfter(ctx, viewer, { postId, change: insertLike, note: recordDeed })
}

/** @throws {DomainError} `not_found` */
export async function takeLikeBack(ctx: Context, viewer: Viewer, postId: string): Promise<Post> {
  return await answerAfter(ctx, viewer, { postId, change: deleteLike, note: takeDeedBack })
}

interface LikeChange {
  readonly postId: string
  readonly change: typeof insertLike
  readonly note: typeof takeDeedBack
}

async function answerAfter(ctx: Context, viewer: Viewer, { postId, change, note }: LikeChange): Promise<Post> {
  const told = await ctx.db.transaction().execute(async (tx) => {
    const liked = await change(tx, { postId, memberId: viewer.id })
    if (liked === undefined) throw new DomainError('not_found')
    const deed = { kind: 'like', actorId: viewer.id, recipientId: liked.authorId, postId } as const
    return liked.changed ? await note(tx, deed) : []
  })
  tellOpenPages(ctx, told)
  await ctx.cache.forget([cacheKeys.post(postId), cacheKeys.communityTimeline])
  return await readPost(ctx, viewer, postId)
}
