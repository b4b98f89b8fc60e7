import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { type ShownPicture, shownColumns } from './rows.ts'

/*
 * The checks sit in the `where`, so that of two who claim one picture at once only one does. Something to show is there
 * from the first rendition on, and stays when a later one fails.
 */

/** Those that were claimed. Locked in the order of their ids, so that two posts that want the same do not wait in a circle. */
export async function claimForPost(
  tx: Db,
  { postId, ownerId, pictureIds }: { postId: string; ownerId: string; pictureIds: readonly string[] },
): Promise<ShownPicture[]> {
  return await tx
    .with('wanted', (db) =>
      db.selectFrom('picture').select('id').where('id', 'in', pictureIds).orderBy('id').forNoKeyUpdate(),
    )
    .updateTable('picture')
    .set({
      post_id: postId,
      position: sql<number>`array_position(${sql.val([...pictureIds])}::uuid[], id)`,
      claimed_at: sql<Date>`now()`,
    })
    .where('id', 'in', (eb) => eb.selectFrom('wanted').select('id'))
    .where('owner_id', '=', ownerId)
    .where('purpose', '=', 'post')
    .where('state', 'in', ['processing', 'ready'])
    .where('claimed_at', 'is', null)
    .returning(shownColumns)
    .execute()
}

/** False when it cannot be shown. One that is the avatar, or the banner, already stays so. */
export async function claimForProfile(
  tx: Db,
  { purpose, ownerId, pictureId }: { purpose: 'avatar' | 'banner'; ownerId: string; pictureId: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('picture')
    .set({ claimed_at: sql<Date>`coalesce(claimed_at, now())` })
    .where('id', '=', pictureId)
    .where('owner_id', '=', ownerId)
    .where('purpose', '=', purpose)
    .where('state', 'in', ['processing', 'ready'])
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export async function deleteOtherClaims(
  tx: Db,
  { purpose, ownerId, pictureId }: { purpose: 'avatar' | 'banner'; ownerId: string; pictureId: string | null },
): Promise<void> {
  await tx
    .deleteFrom('picture')
    .where('owner_id', '=', ownerId)
    .where('purpose', '=', purpose)
    .where('claimed_at', 'is not', null)
    .$if(pictureId !== null, (query) => query.where('id', '<>', pictureId))
    .execute()
}
