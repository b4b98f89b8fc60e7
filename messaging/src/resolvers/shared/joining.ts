import { caller } from './context.ts'
import type { FactContext, FactStash } from './fact.ts'
import { fail } from './fail.ts'
import { membershipKey } from './keys.ts'
import { isNothing } from './nothing.ts'
import { putItem, type TransactItem } from './operations.ts'

/** Of the hundred items that a transaction takes, those that are left for members besides what every change writes. */
export const membersWithFact = 90

/** Ends the field unless the caller may write to all of them. */
export function checkReach(stash: FactStash, memberIds: readonly string[]): void {
  if (memberIds.length > 0 && isNothing(stash.people)) fail('Unavailable')
  if (memberIds.some((id) => reachOf(stash, id) === 'closed')) fail('CannotReach')
}

/** Whom `api` does not know nobody can reach. */
export function reachOf({ people }: FactStash, memberId: string): string {
  return people?.[memberId]?.reach ?? 'closed'
}

/** Where a member begins: nothing before `from` is theirs, or counts as unread. */
export interface Beginning {
  readonly from: number
  readonly readCount: number
}

/** Memberships as new. Where the caller is a stranger to somebody, theirs waits for their acceptance. */
export function memberItems(ctx: FactContext<unknown>, memberIds: readonly string[], at: Beginning): TransactItem[] {
  const { stash } = ctx
  const me = caller(ctx)
  return memberIds.map((memberId) =>
    putItem(ctx, membershipKey(stash.conversationId, memberId), {
      ...newMembership(stash.conversationId, memberId, at),
      request: memberId !== me && reachOf(stash, memberId) === 'request' ? true : null,
    }),
  )
}

export function newMembership(conversationId: string, memberId: string, { from, readCount }: Beginning) {
  const index = { memberPk: `U#${memberId}`, memberSk: `C#${conversationId}` }
  return { memberId, from, delivered: from - 1, read: from - 1, readCount, ...index }
}
