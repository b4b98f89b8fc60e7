import { uploadKey } from '@porchlight/contract/picture-keys'
import type { Context } from '../context.ts'
import { failPicture } from './notifications.ts'
import { audienceOf } from './policy.ts'
import { deleteOldReceipts, deleteUnclaimed, dropOriginals, selectOverdue } from './sweep-queries.ts'

/** Puts in order what nobody comes back for. Any number of replicas may do so at once. */
export async function sweepPictures(ctx: Context): Promise<void> {
  await failNeverArrived(ctx)
  await deleteUnclaimed(ctx.db)
  if (!ctx.pictures.keepsOriginals) await dropOriginals(ctx.db)
  await deleteOldReceipts(ctx.db)
}

/** Bytes that are there only wait for the image function, however long its queue is. */
async function failNeverArrived(ctx: Context): Promise<void> {
  for (const { id, purpose } of await selectOverdue(ctx.db)) {
    if (!(await holds(ctx, uploadKey(audienceOf(purpose), id)))) await failPicture(ctx, id, 'never_arrived')
  }
}

async function holds({ store }: Context, key: string): Promise<boolean> {
  for await (const object of store.list(key)) if (object.key === key) return true
  return false
}
