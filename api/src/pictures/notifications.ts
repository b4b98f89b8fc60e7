import type { PictureEvent } from '@porchlight/contract/picture-events'
import type { PictureFailure } from '@porchlight/contract/pictures'
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
  const changed = await ctx.db
    .transaction()
    .execute(async (tx) => ((await insertReceipt(tx, hookId)) ? await take(ctx, tx, event) : undefined))
  if (changed !== undefined) tellOwner(ctx, changed)
  if (changed?.claimed_at) await forgetShown(ctx, { ownerId: changed.owner_id, postId: changed.post_id })
}

/** What `api` itself finds out; nothing where the picture's state is further already. */
export async function failPicture(ctx: Context, pictureId: string, failure: PictureFailure): Promise<void> {
  const data = { pictureId, failure }
  const event = { type: 'picture.failed', timestamp: ctx.now().toISOString(), data } as const
  const changed = await ctx.db.transaction().execute((tx) => take(ctx, tx, event))
  if (changed !== undefined) tellOwner(ctx, changed)
}

/** Their open pages: it can be seen now, or never will. */
function tellOwner({ publishing }: Context, { id: pictureId, owner_id }: Row): void {
  publishing.notify({ memberIds: [owner_id] }, { type: 'picture.changed', pictureId })
}

async function take(ctx: Context, tx: Db, event: PictureEvent): Promise<Row | undefined> {
  const row = await apply(tx, event)
  if (row !== undefined && audienceOf(row.purpose) === 'public') await tell(ctx, tx, { event, row })
  const { pictureId } = event.data
  if (row === undefined && !(await pictureExists(tx, pictureId))) await requestRemoval(tx, pictureId)
  return row
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
