import type { ObjectStore } from '@porchlight/objects/object-store'
import { readDrawingFile, readDrawings, renditionsOf } from './drawings.ts'
import type { PictureRow } from './rows.ts'

/** As the image function does it: browsers hold a render for five minutes at most. */
const cacheControl = 'public, max-age=300'

/** Puts the renders of the sample pictures where those of members' own are. */
export async function storePictures(store: ObjectStore, pictures: readonly PictureRow[]): Promise<void> {
  const drawings = await readDrawings()
  for (const { id, drawing } of pictures) {
    const renditions = renditionsOf(id, drawings[drawing])
    await Promise.all(
      renditions.map(async ({ key, format, file }) =>
        store.put(key, await readDrawingFile(file), { contentType: `image/${format}`, cacheControl }),
      ),
    )
  }
}
