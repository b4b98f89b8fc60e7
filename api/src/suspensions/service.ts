import { DomainError } from '@porchlight/contract/errors'
import type { Page, PageQuery } from '@porchlight/contract/page'
import type { ConcernedMember } from '@porchlight/contract/reports'
import { cacheKeys } from '../cache/keys.ts'
import type { Context } from '../context.ts'
import type { Db } from '../database/database.ts'
import { newestFirst, pageOfRows } from '../http/keyset.ts'
import { deleteSessions, lockMember, selectSuspended, updateStatus } from './queries.ts'

/**
 * Ends all sessions, at once for REST and within seconds for subscriptions; what the member wrote is not shown.
 *
 * @throws {DomainError} `not_found`, `administrator_not_suspended`
 */
export async function suspend(ctx: Context, handle: string): Promise<void> {
  await change(ctx, handle, async (tx, member) => {
    if (member.role === 'administrator') throw new DomainError('administrator_not_suspended')
    await updateStatus(tx, member.id, 'suspended')
    await deleteSessions(tx, member.id)
  })
}

/** @throws {DomainError} `not_found` */
export async function endSuspension(ctx: Context, handle: string): Promise<void> {
  await change(ctx, handle, (tx, { id }) => updateStatus(tx, id, 'active'))
}

/** @throws {DomainError} `invalid_input` */
export async function listSuspended(ctx: Context, query: PageQuery): Promise<Page<ConcernedMember>> {
  const keyset = newestFirst(query)
  const rows = await selectSuspended(ctx.reads, keyset)
  return pageOfRows(keyset, rows, (row) => ({ ...row, suspended: true }))
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockMember>>>

/** An applicant has not arrived yet: letting them in is another decision. */
async function change(ctx: Context, handle: string, work: (tx: Db, member: Locked) => Promise<void>): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const member = await lockMember(tx, handle)
    if (member === undefined || member.status === 'pending') throw new DomainError('not_found')
    await work(tx, member)
  })
  await ctx.cache.forget([cacheKeys.profile(handle), cacheKeys.communityTimeline])
}
