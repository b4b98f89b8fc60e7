import { DomainError } from '@porchlight/contract/errors'
import type { Picture, PictureChange, Pictures } from '@porchlight/contract/pictures'
import { cacheKeys } from '../cache/keys.ts'
import type { Context, Viewer } from '../context.ts'
import { ownPictureView } from './own-view.ts'
import { deleteOwnPicture, lockPostShowing, selectHandle, selectOwnPictures, updateOwnPicture } from './queries.ts'

/** Those of the viewer's own, in the order asked; what is not there, or another's, is left out. */
export async function listPictures(ctx: Context, viewer: Viewer, ids: readonly string[]): Promise<Pictures> {
  const rows = new Map((await selectOwnPictures(ctx.reads, viewer.id, ids)).map((row) => [row.id, row]))
  return { items: await Promise.all(ids.flatMap((id) => rows.get(id) ?? []).map((row) => ownPictureView(ctx, row))) }
}

/** @throws {DomainError} `not_found`, for another's too: who has which pictures is nobody's business. */
export async function readPicture(ctx: Context, viewer: Viewer, pictureId: string): Promise<Picture> {
  const [row] = await selectOwnPictures(ctx.reads, viewer.id, [pictureId])
  if (row === undefined) throw new DomainError('not_found')
  return await ownPictureView(ctx, row)
}

/** Also where it is shown already. @throws {DomainError} `not_found` */
export async function changePicture(
  ctx: Context,
  viewer: Viewer,
  { pictureId, change }: { pictureId: string; change: PictureChange },
): Promise<Picture> {
  const { altText, focalPoint } = change
  if (altText === undefined && focalPoint === undefined) return await readPicture(ctx, viewer, pictureId)
  const row = await updateOwnPicture(
    ctx.db,
    { id: pictureId, ownerId: viewer.id },
    {
      ...(altText !== undefined && { alt_text: altText }),
      ...(focalPoint !== undefined && { focal_x: focalPoint.x, focal_y: focalPoint.y }),
    },
  )
  if (row === undefined) throw new DomainError('not_found')
  await forgetShown(ctx, { ownerId: viewer.id, postId: row.post_id })
  return await ownPictureView(ctx, row)
}

/** Wherever it is shown. @throws {DomainError} `not_found`, `post_would_be_empty` */
export async function deletePicture(ctx: Context, viewer: Viewer, pictureId: string): Promise<void> {
  const own = { id: pictureId, ownerId: viewer.id }
  // A post that claims it in between is looked at the second time; there is no other after that.
  const deleted = (await tryDeleting(ctx, own)) ?? (await tryDeleting(ctx, own))
  if (deleted === undefined) throw new DomainError('not_found')
  await forgetShown(ctx, { ownerId: viewer.id, postId: deleted.post_id })
}

async function tryDeleting({ db }: Context, own: { id: string; ownerId: string }) {
  return await db.transaction().execute(async (tx) => {
    const post = await lockPostShowing(tx, own)
    if (post?.text === '' && post.otherPictures === 0) throw new DomainError('post_would_be_empty')
    return await deleteOwnPicture(tx, { ...own, postId: post?.id ?? null })
  })
}

/** What is kept for visitors and shows the picture: its post, or its owner's profile and posts. */
export async function forgetShown(
  ctx: Context,
  { ownerId, postId }: { ownerId: string; postId: string | null },
): Promise<void> {
  const handle = postId === null ? await selectHandle(ctx.db, ownerId) : undefined
  await ctx.cache.forget([
    cacheKeys.communityTimeline,
    ...(postId === null ? [] : [cacheKeys.post(postId)]),
    ...(handle === undefined ? [] : [cacheKeys.profile(handle)]),
  ])
}
