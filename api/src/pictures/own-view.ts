import type { Picture, PictureFailure, PicturePurpose } from '@porchlight/contract/pictures'
import type { Context } from '../context.ts'
import { instantOfId } from '../http/instant.ts'
import { audienceOf } from './policy.ts'
import { privateView } from './private-view.ts'
import type { ShownPicture } from './rows.ts'
import { pictureView } from './view.ts'

export interface OwnPicture extends ShownPicture {
  readonly purpose: PicturePurpose
  readonly failure: PictureFailure | null
}

/** For its owner; what is private, by addresses that end after ten minutes. */
export async function ownPictureView(ctx: Context, row: OwnPicture): Promise<Picture> {
  const view = audienceOf(row.purpose) === 'public' ? pictureView(ctx, row) : await privateView(ctx, row)
  return { ...view, purpose: row.purpose, failure: row.failure, createdAt: instantOfId(row.id) }
}
