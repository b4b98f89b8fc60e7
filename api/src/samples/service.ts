import type { Samples } from '@porchlight/contract/community'
import { cacheKeys } from '../cache/keys.ts'
import type { Context, Viewer } from '../context.ts'
import type { Db } from '../database/database.ts'
import { recordDeed, tellOpenPages } from '../notifications/deeds.ts'
import { storePictures } from './picture-files.ts'
import { countSamples, deleteSamples, insertSamples, lockSamples, selectTakenHandles } from './queries.ts'
import { type SampleRows, sampleRows } from './rows.ts'

export async function readSamples(ctx: Context): Promise<Samples> {
  return await describe(ctx.db)
}

/**
 * Adds the sample members and all that they wrote, once: while they are there, nothing changes. They follow `viewer`.
 * Their pictures' bytes come after the commit, so that none is there without a row that says so.
 */
export async function addSamples(ctx: Context, viewer: Pick<Viewer, 'id'>): Promise<Samples> {
  const { samples, pictures } = await ctx.db.transaction().execute(async (tx) => {
    await lockSamples(tx)
    const there = await describe(tx)
    if (there.present) return { samples: there, pictures: [] }
    const rows = await withFreeHandles(tx, sampleRows(ctx.now(), viewer.id))
    await insertSamples(tx, rows)
    await tellOfFollowers(tx, viewer.id, rows)
    return { samples: await describe(tx), pictures: rows.pictures }
  })
  tellOpenPages(ctx, [viewer.id])
  await storePictures(ctx.store, pictures)
  await ctx.cache.forget([cacheKeys.communityTimeline])
  return samples
}

/** Removes the sample members and what is theirs. What real members wrote stays, replies to samples too. */
export async function removeSamples(ctx: Context): Promise<Samples> {
  const { samples, gone } = await ctx.db.transaction().execute(async (tx) => {
    await lockSamples(tx)
    return { gone: await deleteSamples(tx), samples: await describe(tx) }
  })
  await ctx.cache.forget([
    cacheKeys.communityTimeline,
    ...gone.postIds.map(cacheKeys.post),
    ...gone.handles.map(cacheKeys.profile),
  ])
  return samples
}

/** So that who fills the place sees what being told looks like. */
async function tellOfFollowers(tx: Db, recipientId: string, { follows }: SampleRows): Promise<void> {
  for (const { follower_id: actorId } of follows.filter(({ followee_id }) => followee_id === recipientId)) {
    await recordDeed(tx, { kind: 'follow', actorId, recipientId, postId: null })
  }
}

async function describe(db: Db): Promise<Samples> {
  const counts = await countSamples(db)
  return { present: counts.members > 0, ...counts }
}

/** A real member keeps their handle: the sample member gets another. */
async function withFreeHandles(tx: Db, rows: SampleRows): Promise<SampleRows> {
  const wishes = rows.members.flatMap(({ handle }) => variantsOf(handle))
  const taken = await selectTakenHandles(tx, wishes)
  const members = rows.members.map((member) => ({
    ...member,
    handle: variantsOf(member.handle).find((handle) => !taken.has(handle)) ?? member.handle,
  }))
  return { ...rows, members }
}

function variantsOf(handle: string): string[] {
  return [handle, ...Array.from({ length: 20 }, (_, index) => `${handle}_${index + 2}`)]
}
