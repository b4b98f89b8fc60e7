import type { PictureEvent } from '@porchlight/contract/picture-events'
import type { PictureFailure } from '@porchlight/contract/pictures'
import { sql } from 'kysely'
import type { Db } from '../database/database.ts'

/** False when it was there already: a twin that comes at once waits here until the first is through. */
export async function insertReceipt(tx: Db, hookId: string): Promise<boolean> {
  const inserted = await tx
    .insertInto('hook_receipt')
    .values({ id: hookId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function pictureExists(tx: Db, pictureId: string): Promise<boolean> {
  return (await tx.selectFrom('picture').select('id').where('id', '=', pictureId).executeTakeFirst()) !== undefined
}

type Seen = Extract<PictureEvent, { type: 'picture.ready' }>['data']

const shown = ['id', 'owner_id', 'post_id', 'purpose', 'claimed_at'] as const

/** Undefined when its state is further already. */
export async function updateSeen(tx: Db, seen: Seen, state: 'processing' | 'ready') {
  const before = { processing: ['waiting', 'processing'], ready: ['waiting', 'processing', 'failed'] } as const
  return await tx
    .updateTable('picture')
    .set({
      state,
      failure: null,
      width: seen.width,
      height: seen.height,
      placeholder: seen.placeholder,
      colour: seen.colour,
      animated: seen.animated,
      renditions: JSON.stringify(seen.renditions),
      render_bytes: seen.renditions.reduce((sum, { bytes }) => sum + bytes, 0),
    })
    .where('id', '=', seen.pictureId)
    .where('state', 'in', before[state])
    .returning(shown)
    .executeTakeFirst()
}

/** Undefined when its state is further already. */
export async function updateFailed(tx: Db, pictureId: string, failure: PictureFailure) {
  return await tx
    .updateTable('picture')
    .set({ state: 'failed', failure })
    .where('id', '=', pictureId)
    .where('state', 'in', ['waiting', 'processing'])
    .returning(shown)
    .executeTakeFirst()
}

/** Objects were written for a picture that is gone: they are deleted, however often they were before. */
export async function requestRemoval(tx: Db, pictureId: string): Promise<void> {
  await tx
    .insertInto('picture_removal')
    .values({ picture_id: pictureId, part: 'everything' })
    .onConflict((conflict) =>
      conflict.columns(['picture_id', 'part']).doUpdateSet({ due_at: sql<Date>`now()`, rounds: 0 }),
    )
    .execute()
}
