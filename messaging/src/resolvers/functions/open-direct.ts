import { runtime } from '@aws-appsync/utils'
import { type Context, caller } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import type { Conversation } from '../shared/items.ts'
import { newMembership } from '../shared/joining.ts'
import { membershipKey, metaKey } from '../shared/keys.ts'
import { isNothing } from '../shared/nothing.ts'
import type { OpenStash } from '../shared/opening.ts'
import { putItem, putNew, type TransactItem, updateIf } from '../shared/operations.ts'
import { rateItem } from '../shared/rate.ts'

interface Cancelled {
  readonly cancellationReasons?: readonly { readonly type: string; readonly item?: Conversation | null }[] | null
}

type OpenContext = Context<unknown, OpenStash, Cancelled | null>

/** Makes what is missing: the conversation, or who left it. */
export function request(ctx: OpenContext) {
  const { stash } = ctx
  const me = caller(ctx)
  const other = stash.memberId
  const before = stash.conversation ?? null
  const reach = stash.people?.[other]?.reach ?? 'closed'
  const lacking = [me, other].filter((id) => isNothing(before?.members[id]))
  // Who left is brought back by who is not a stranger; a stranger's request is declined but once.
  const joining = lacking.filter((id) => id === me || before === null || (reach === 'open' && stash.blocked !== true))
  if (joining.length === 0) runtime.earlyReturn(null, { skipTo: 'END' })
  if (isNothing(stash.people)) fail('Unavailable')
  if (reach === 'closed' || stash.blocked === true || joining.length < lacking.length) fail('CannotReach')
  const members = { ...before?.members }
  const at = { from: (before?.lastNumber ?? 0) + 1, readCount: before?.messageCount ?? 0 }
  for (const id of joining) members[id] = at.from
  const { conversationId } = stash
  const conversation = before === null ? begun(stash, me, members) : { ...before, members }
  const mine = joining.indexOf(me) < 0 ? stash.mine : newMembership(conversationId, me, at)
  const pending = reach === 'request' ? true : null
  const theirs =
    joining.indexOf(other) < 0 ? stash.other : { ...newMembership(conversationId, other, at), request: pending }
  if (isNothing(mine)) fail('Unavailable')
  stash.attempt = { conversation, mine, other: theirs ?? null }
  return { operation: 'TransactWriteItems', transactItems: itemsOf(ctx, joining, before) }
}

function begun({ conversationId, now }: OpenStash, me: string, members: Record<string, number>): Conversation {
  const counts = { lastNumber: 0, messageCount: 0 }
  return { id: conversationId, kind: 'DIRECT', createdAt: now, createdBy: me, ...counts, members, managers: [] }
}

function itemsOf(ctx: OpenContext, joining: readonly string[], before: Conversation | null): TransactItem[] {
  const { attempt, conversationId } = ctx.stash
  if (attempt === undefined) return []
  const key = metaKey(conversationId)
  const { conversation } = attempt
  const joined: Record<string, number> = {}
  for (const id of joining) joined[id] = conversation.members[id] ?? 1
  const items: TransactItem[] = [
    before === null
      ? putNew(ctx, key, conversation)
      : updateIf(ctx, key, { values: {}, name: 'lastNumber', is: before.lastNumber, roster: { joined } }),
  ]
  const rate = rateItem(ctx)
  if (rate !== undefined) items.push(rate)
  for (const one of [attempt.mine, attempt.other]) {
    if (one !== null && joining.indexOf(one.memberId) >= 0)
      items.push(putItem(ctx, membershipKey(conversationId, one.memberId), one))
  }
  return items
}

export function response(ctx: OpenContext): null {
  const { stash, result, error } = ctx
  if (!error) {
    Object.assign(stash, stash.attempt)
    return null
  }
  const [first, second] = result?.cancellationReasons ?? []
  if (isNothing(first)) fail('Unavailable')
  if (second?.type === 'ConditionalCheckFailed') fail('TooFast')
  if (first.type !== 'ConditionalCheckFailed' && first.type !== 'TransactionConflict') fail('Unavailable')
  // The other opened it at the same moment, or somebody wrote: what there is now is looked at again.
  if (!isNothing(first.item)) takeNow(stash, first.item, caller(ctx))
  return null
}

/** Whoever is in it now has a membership as it was about to be written. */
function takeNow(stash: OpenStash, conversation: Conversation, me: string): void {
  const { attempt } = stash
  stash.conversation = conversation
  if (Object.hasOwn(conversation.members, me)) stash.mine = stash.mine ?? attempt?.mine ?? null
  if (Object.hasOwn(conversation.members, stash.memberId)) stash.other = stash.other ?? attempt?.other ?? null
}
