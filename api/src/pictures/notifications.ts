import type { PictureEvent } from '@porchlight/contract/picture-events'
import type { Context } from '../context.ts'
import type { Db } from '../database/database.ts'
import { recordPictureFailed, recordPictureReady } from '../events/events.ts'
import { insertReceipt, pictureExists, requestRemoval, updateFailed, updateSeen } from './notification-queries.ts'
import { audienceOf } from './policy.ts'
import { forgetShown } from './service.ts'

/**
 * Takes what the image function tells, each once, in any order: a state that is further stays. Of a picture that is gone
 * it means that objects are there which nobody wants.
 */
export async function takePictureEvent(
  ctx: Context,
  { hookId, event }: { hookId: string; event: PictureEvent },
): Promise<void> {
  const changed = await ctx.db.transaction().execute(async (tx) => {
    if (!(await insertReceipt(tx, hookId))) return undefined
    const row = await apply(tx, event)
    if (row !== undefined && audienceOf(row.purpose) === 'public') await tell(ctx, tx, { event, row })
    if (row === undefined && !(await pictureExists(tx, event.data.pictureId)))
      await requestRemoval(tx, event.data.pictureId)
    return row
  })
  if (changed?.claimed_at) await forgetShown(ctx, { ownerId: changed.owner_id, postId: changed.post_id })
}

async function apply(tx: Db, event: PictureEvent) {
  if (event.type === 'picture.failed') return await updateFailed(tx, event.data.pictureId, event.data.failure)
  return await updateSeen(tx, event.data, event.type === 'picture.ready' ? 'ready' : 'processing')
}

type Row = NonNullable<Awaited<ReturnType<typeof apply>>>

/** Operators' endpoints, of what has come to its end. */
async function tell(ctx: Context, tx: Db, { event, row }: { event: PictureEvent; row: Row }): Promise<void> {
  const picture = { pictureId: row.id, ownerId: row.owner_id, purpose: row.purpose }
  if (event.type === 'picture.failed') await recordPictureFailed(ctx, tx, { ...picture, failure: event.data.failure })
  if (event.type !== 'picture.ready') return
  const { width, height, animated } = event.data
  await recordPictureReady(ctx, tx, { ...picture, width, height, animated })
}
