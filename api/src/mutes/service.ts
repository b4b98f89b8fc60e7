import { DomainError } from '@porchlight/contract/errors'
import type { MemberListItem, Profile } from '@porchlight/contract/members'
import type { Page, PageQuery } from '@porchlight/contract/page'
import type { Context, Viewer } from '../context.ts'
import type { Db } from '../database/database.ts'
import { type Changed, changeRelation, type LockedPair } from '../follows/service.ts'
import { newestFirst, pageOfRows } from '../http/keyset.ts'
import { memberListItemView } from '../members/rows.ts'
import { countMutes, deleteMute, insertMute, selectMutes } from './queries.ts'

/** Both timelines leave out whom their reader muted. */
const maxMutes = 5_000

/** @throws {DomainError} `not_found`, `block_yourself`, `block_limit` */
export async function mute(ctx: Context, viewer: Viewer, handle: string): Promise<Profile> {
  return await changeRelation(ctx, viewer, { handle, change: addMute })
}

/** @throws {DomainError} `not_found` */
export async function unmute(ctx: Context, viewer: Viewer, handle: string): Promise<Profile> {
  return await changeRelation(ctx, viewer, { handle, change: removeMute })
}

/** @throws {DomainError} `invalid_input` */
export async function listMutes(ctx: Context, viewer: Viewer, query: PageQuery): Promise<Page<MemberListItem>> {
  const keyset = newestFirst(query)
  const rows = await selectMutes(ctx.reads, viewer.id, keyset)
  return pageOfRows(keyset, rows, (row) => memberListItemView(ctx, row, viewer.id))
}

/** Visitors see nothing of it. */
async function addMute({ newId }: Context, tx: Db, { self, other }: LockedPair): Promise<Changed> {
  if (self.id === other.id) throw new DomainError('block_yourself')
  const isNew = await insertMute(tx, { id: newId(), muterId: self.id, mutedId: other.id })
  if (isNew && (await countMutes(tx, self.id)) > maxMutes) throw new DomainError('block_limit')
  return { seen: false, told: [self.id] }
}

async function removeMute(_ctx: Context, tx: Db, { self, other }: LockedPair): Promise<Changed> {
  await deleteMute(tx, { muterId: self.id, mutedId: other.id })
  return { seen: false, told: [self.id] }
}
