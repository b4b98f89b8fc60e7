import type { PictureView } from '@porchlight/contract/pictures'
import type { Context } from '../context.ts'
import type { ShownPicture } from './rows.ts'
import { viewWith } from './view.ts'

/** How long an address of a private picture is good. */
const privateReadSeconds = 600

/** A picture that only whoever is given this view may see: its files' addresses are grants. */
export async function privateView({ store }: Pick<Context, 'store'>, row: ShownPicture): Promise<PictureView> {
  const grants = row.renditions.map(async ({ key }) => [key, await store.grantRead(key, privateReadSeconds)] as const)
  const urls = new Map(await Promise.all(grants))
  return viewWith(row, ({ key }) => urls.get(key) ?? '')
}
