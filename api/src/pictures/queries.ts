import type { Insertable } from 'kysely'
import type { Db } from '../database/database.ts'
import type { PictureTable } from '../database/schema.ts'
import type { OwnPicture } from './own-view.ts'
import { shownColumns } from './rows.ts'

const ownColumns = [...shownColumns, 'purpose', 'failure'] as const

export async function insertPicture(tx: Db, picture: Insertable<PictureTable>): Promise<OwnPicture> {
  return await tx.insertInto('picture').values(picture).returning(ownColumns).executeTakeFirstOrThrow()
}

/** Those of them that are the member's, in no order. */
export async function selectOwnPictures(db: Db, ownerId: string, ids: readonly string[]): Promise<OwnPicture[]> {
  return await db
    .selectFrom('picture')
    .select(ownColumns)
    .where('id', 'in', ids)
    .where('owner_id', '=', ownerId)
    .execute()
}

interface PictureChanges {
  readonly alt_text?: string
  readonly focal_x?: number
  readonly focal_y?: number
}

/** Undefined where the member has no such picture. */
export async function updateOwnPicture(
  db: Db,
  { id, ownerId }: { id: string; ownerId: string },
  changes: PictureChanges,
) {
  return await db
    .updateTable('picture')
    .set(changes)
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .returning([...ownColumns, 'post_id'])
    .executeTakeFirst()
}

/** The post that shows the member's picture, locked until the end of the transaction; its other pictures counted. */
export async function lockPostShowing(tx: Db, { id, ownerId }: { id: string; ownerId: string }) {
  const post = await tx
    .selectFrom('post')
    .select(['id', 'text'])
    .where('id', '=', (eb) =>
      eb.selectFrom('picture').select('post_id').where('id', '=', id).where('owner_id', '=', ownerId),
    )
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (post === undefined) return undefined
  const others = await tx
    .selectFrom('picture')
    .select('id')
    .where('post_id', '=', post.id)
    .where('id', '<>', id)
    .execute()
  return { ...post, otherPictures: others.length }
}

/**
 * Undefined where the member has no such picture, or another post shows it than `postId`. Its objects are deleted soon after the
 * commit: see the trigger in `migrations/002-pictures.sql`.
 */
export async function deleteOwnPicture(
  tx: Db,
  { id, ownerId, postId }: { id: string; ownerId: string; postId: string | null },
) {
  return await tx
    .deleteFrom('picture')
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .where('post_id', 'is not distinct from', postId)
    .returning(['id', 'post_id'])
    .executeTakeFirst()
}

/** What a visitor's kept answers show of the member: by the handle of the profile. */
export async function selectHandle(db: Db, memberId: string): Promise<string | undefined> {
  return (await db.selectFrom('member').select('handle').where('id', '=', memberId).executeTakeFirst())?.handle
}
