import { DomainError } from '@porchlight/contract/errors'
import type { MemberListItem, Profile } from '@porchlight/contract/members'
import type { Page, PageQuery } from '@porchlight/contract/page'
import type { Context, Viewer } from '../context.ts'
import type { Db } from '../database/database.ts'
import { type Changed, changeRelation, endFollows, type LockedPair } from '../follows/service.ts'
import { newestFirst, pageOfRows } from '../http/keyset.ts'
import { memberListItemView } from '../members/rows.ts'
import { recordBlockFact } from '../publishing/facts.ts'
import { countBlocks, deleteBlock, insertBlock, selectBlocks } from './queries.ts'

/** Every list that a member reads leaves out whom they blocked. */
const maxBlocks = 5_000

/** @throws {DomainError} `not_found`, `block_yourself`, `block_limit` */
export async function block(ctx: Context, viewer: Viewer, handle: string): Promise<Profile> {
  return await changeRelation(ctx, viewer, { handle, change: addBlock })
}

/** Follows that the block ended stay ended. @throws {DomainError} `not_found` */
export async function unblock(ctx: Context, viewer: Viewer, handle: string): Promise<Profile> {
  return await changeRelation(ctx, viewer, { handle, change: removeBlock })
}

/** @throws {DomainError} `invalid_input` */
export async function listBlocks(ctx: Context, viewer: Viewer, query: PageQuery): Promise<Page<MemberListItem>> {
  const keyset = newestFirst(query)
  const rows = await selectBlocks(ctx.reads, viewer.id, keyset)
  return pageOfRows(keyset, rows, (row) => memberListItemView(ctx, row, viewer.id))
}

async function addBlock(ctx: Context, tx: Db, { self, other }: LockedPair): Promise<Changed> {
  if (self.id === other.id) throw new DomainError('block_yourself')
  const pair = { blockerId: self.id, blockedId: other.id }
  if (!(await insertBlock(tx, { ...pair, id: ctx.newId() }))) return { seen: false }
  if ((await countBlocks(tx, self.id)) > maxBlocks) throw new DomainError('block_limit')
  await recordBlockFact(tx, { ...pair, blocked: true })
  return await endFollows(ctx, tx, { self, other })
}

async function removeBlock(_ctx: Context, tx: Db, { self, other }: LockedPair): Promise<Changed> {
  const pair = { blockerId: self.id, blockedId: other.id }
  if (await deleteBlock(tx, pair)) await recordBlockFact(tx, { ...pair, blocked: false })
  return { seen: false, told: [self.id, other.id] }
}
