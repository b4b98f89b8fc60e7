import type { Picture, PictureFailure, PicturePurpose } from '@porchlight/contract/pictures'
import type { Context } from '../context.ts'
import { instantOfId } from '../http/instant.ts'
import { audienceOf } from './policy.ts'
import type { ShownPicture } from './rows.ts'
import { pictureView, viewWith } from './view.ts'

/** How long an address of a private picture is good. */
const privateReadSeconds = 600

export interface OwnPicture extends ShownPicture {
  readonly purpose: PicturePurpose
  readonly failure: PictureFailure | null
}

/** For its owner; what is private, by addresses that end after ten minutes. */
export async function ownPictureView(ctx: Context, row: OwnPicture): Promise<Picture> {
  const view = audienceOf(row.purpose) === 'public' ? pictureView(ctx, row) : await privateView(ctx, row)
  return { ...view, purpose: row.purpose, failure: row.failure, createdAt: instantOfId(row.id) }
}

async function privateView({ store }: Context, row: ShownPicture) {
  const grants = row.renditions.map(async ({ key }) => [key, await store.grantRead(key, privateReadSeconds)] as const)
  const urls = new Map(await Promise.all(grants))
  return viewWith(row, ({ key }) => urls.get(key) ?? '')
}
