import { DomainError } from '@porchlight/contract/errors'
import { uploadKey } from '@porchlight/contract/picture-keys'
import type { GrantedPicture, PictureDraft } from '@porchlight/contract/pictures'
import pLimit from 'p-limit'
import type { Context, Viewer } from '../context.ts'
import type { Db } from '../database/database.ts'
import { warnOfUpload } from '../functions/service.ts'
import { selectUsage, takeGrant } from './allowance-queries.ts'
import { type OwnPicture, ownPictureView } from './own-view.ts'
import { audienceOf } from './policy.ts'
import { insertPicture } from './queries.ts'

/** Long enough for 25 MB over a poor line that breaks a few times. */
export const uploadSeconds = 15 * 60

/**
 * Whoever is granted locks what there is of everyone until the commit. Those who wait for it here wait without a
 * connection, which others need.
 */
const oneAtATime = pLimit(1)

/**
 * Lets a member put one picture into the store. Its bytes count from now on, whether they come or not, until the
 * picture is deleted; what comes of its renders counts when they are there.
 *
 * @throws {DomainError} `upload_limit_reached`, `picture_quota_reached`, `storage_full`
 */
export async function grantPicture(ctx: Context, viewer: Viewer, draft: PictureDraft): Promise<GrantedPicture> {
  const id = ctx.newId()
  const row = await oneAtATime(() => record(ctx, viewer, { id, ...draft }))
  warnOfUpload(ctx)
  const { url, method, headers, expiresAt } = await ctx.store.grantUpload({
    key: uploadKey(audienceOf(draft.purpose), id),
    contentType: draft.contentType,
    contentLength: draft.contentLength,
    metadata: {
      purpose: draft.purpose,
      'focal-x': String(draft.focalPoint.x),
      'focal-y': String(draft.focalPoint.y),
      'picture-id': id,
    },
    expiresInSeconds: uploadSeconds,
  })
  const upload = { url, method, headers, expiresAt: expiresAt.toISOString() }
  return { picture: await ownPictureView(ctx, row), upload }
}

/** @throws {DomainError} */
function record(ctx: Context, viewer: Viewer, picture: PictureDraft & { readonly id: string }): Promise<OwnPicture> {
  return ctx.db.transaction().execute(async (tx) => {
    const retryAt = await takeGrant(tx, viewer.id, ctx.pictures.limits)
    if (retryAt !== undefined) throw new DomainError('upload_limit_reached', [], { retryAt })
    const inserted = await insertPicture(tx, {
      id: picture.id,
      owner_id: viewer.id,
      purpose: picture.purpose,
      alt_text: picture.altText,
      focal_x: picture.focalPoint.x,
      focal_y: picture.focalPoint.y,
      original_bytes: picture.contentLength,
    })
    await requireSpace(ctx, tx, viewer.id)
    return inserted
  })
}

async function requireSpace({ pictures }: Context, tx: Db, ownerId: string): Promise<void> {
  const { own, all } = await selectUsage(tx, ownerId)
  if (own > pictures.limits.bytesPerMember) throw new DomainError('picture_quota_reached')
  if (all > pictures.limits.bytes) throw new DomainError('storage_full')
}
