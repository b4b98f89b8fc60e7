import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { readDrawings, renditionsOf } from './drawings.ts'
import type { PictureRow } from './rows.ts'

/** Ready and shown; without an original, for they were never uploaded. */
export async function insertPictures(tx: Db, pictures: readonly PictureRow[]): Promise<void> {
  const drawings = await readDrawings()
  const rows = pictures.map(({ drawing: name, ...picture }) => {
    const drawing = drawings[name]
    const { width, height, placeholder, colour } = drawing
    const renditions = renditionsOf(picture.id, drawing).map(({ file: _, ...rendition }) => rendition)
    return {
      ...picture,
      state: 'ready' as const,
      focal_x: 0.5,
      focal_y: 0.5,
      width,
      height,
      placeholder,
      colour,
      renditions: JSON.stringify(renditions),
      original_bytes: 0,
      render_bytes: renditions.reduce((sum, { bytes }) => sum + bytes, 0),
      claimed_at: sql<Date>`now()`,
    }
  })
  await tx.insertInto('picture').values(rows).execute()
}

/** In one statement, so that all of them are locked before the totals are: see `migrations/002-pictures.sql`. */
export async function deletePictures(tx: Db): Promise<void> {
  await tx
    .deleteFrom('picture')
    .where('owner_id', 'in', (eb) => eb.selectFrom('member').select('id').where('is_sample', '=', true))
    .execute()
}
