import { randomBytes, timingSafeEqual } from 'node:crypto'
import { DomainError } from '@porchlight/contract/errors'
import type {
  Attachment,
  ClaimedPictures,
  PictureClaim,
  PictureRelease,
  SharedPictures,
  SharedPicturesQuery,
} from '@porchlight/contract/messaging'
import type { Context, Viewer } from '../context.ts'
import { claimForMessage, deleteFromMessages, type SharedPicture, selectShared } from './message-queries.ts'
import { privateView } from './private-view.ts'

/** 22 characters; as hard to guess as the id of a session. */
const newKey = (): string => randomBytes(16).toString('base64url')

/**
 * Lets a message show these pictures. The message itself is kept elsewhere, and whoever sends it asks again when they
 * do not know what came of it: the same message gets the same answer.
 *
 * @throws {DomainError} `picture_unavailable`: one is not there, not the sender's, shown already, or has nothing to
 * show; or the message shows others.
 */
export async function claimMessagePictures(
  ctx: Context,
  viewer: Viewer,
  claim: PictureClaim,
): Promise<ClaimedPictures> {
  const rows = await ctx.db.transaction().execute(async (tx) => {
    const claimed = await claimForMessage(tx, { ...claim, ownerId: viewer.id, newKey })
    const wanted = new Set(claim.pictureIds)
    const isAsked = claimed.length === claim.pictureIds.length && claimed.every(({ id }) => wanted.has(id))
    if (!isAsked) throw new DomainError('picture_unavailable')
    return new Map(claimed.map((row) => [row.id, row]))
  })
  return { items: claim.pictureIds.flatMap((id) => rows.get(id) ?? []).map(attachmentView) }
}

type ClaimedRow = Awaited<ReturnType<typeof claimForMessage>>[number]

function attachmentView({ id, share_key, alt_text, ...row }: ClaimedRow): Attachment {
  return { pictureId: id, key: share_key, ...row, altText: alt_text }
}

/** Their message was deleted. */
export async function releasePictures(ctx: Context, viewer: Viewer, { pictureIds }: PictureRelease): Promise<void> {
  await deleteFromMessages(ctx.db, viewer.id, pictureIds)
}

/** Whoever has the key was shown the message: nothing else says who takes part in a conversation. */
export async function listSharedPictures(ctx: Context, { refs }: SharedPicturesQuery): Promise<SharedPictures> {
  const ids = refs.map(({ pictureId }) => pictureId)
  const rows = new Map((await selectShared(ctx.reads, ids)).map((row) => [row.id, row]))
  const shown = refs.flatMap(({ pictureId, key }) => {
    const row = rows.get(pictureId)
    return row !== undefined && opens(row, key) ? row : []
  })
  return { items: await Promise.all(shown.map((row) => privateView(ctx, row))) }
}

/** In a time that says nothing of how much of the key is right. */
function opens({ share_key }: SharedPicture, key: string): boolean {
  const [right, given] = [Buffer.from(share_key), Buffer.from(key)]
  return right.length === given.length && timingSafeEqual(right, given)
}
