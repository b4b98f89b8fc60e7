import { type PictureAudience, renderPrefix, uploadKey } from '@porchlight/contract/picture-keys'
import type { ObjectStore } from '@porchlight/objects/object-store'
import type { Context } from '../context.ts'
import { forgetRemoval, leaseDueRemovals, type Removal, repeatRound, scheduleRound } from './removal-queries.ts'

const batch = 20
const leaseSeconds = 60
const retrySeconds = 15

/**
 * How long after each round the next one comes; after the last the picture is forgotten. An upload that was granted may
 * still end, and the image function may still write, long after the first.
 */
const nextRoundSeconds = [10 * 60, 24 * 3_600] as const

const audiences: readonly PictureAudience[] = ['public', 'private']

/** Deletes the objects of pictures that are gone. Any number of replicas may do so at once. */
export async function removeDueObjects({ db, store, logger }: Pick<Context, 'db' | 'store' | 'logger'>): Promise<void> {
  for (;;) {
    const due = await leaseDueRemovals(db, { limit: batch, leaseSeconds })
    for (const removal of due) {
      const error = await removeObjects(store, removal).then(() => undefined, messageOf)
      if (error === undefined) await endRound(db, removal)
      else await repeatRound(db, removal, { seconds: retrySeconds, error })
      if (error !== undefined) logger.warn({ pictureId: removal.picture_id, error }, 'objects were not deleted')
    }
    if (due.length < batch) return
  }
}

async function removeObjects(store: ObjectStore, { picture_id, part }: Removal): Promise<void> {
  const keys = audiences.map((audience) => uploadKey(audience, picture_id))
  const prefixes = part === 'original' ? [] : audiences.map((audience) => renderPrefix(audience, picture_id))
  for (const prefix of prefixes) {
    for await (const { key } of store.list(prefix)) keys.push(key)
  }
  await store.delete(keys)
}

async function endRound(db: Context['db'], removal: Removal): Promise<void> {
  const seconds = removal.part === 'original' ? undefined : nextRoundSeconds[removal.rounds - 1]
  if (seconds === undefined) await forgetRemoval(db, removal)
  else await scheduleRound(db, removal, seconds)
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500)
}
