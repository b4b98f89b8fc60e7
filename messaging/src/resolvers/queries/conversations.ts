import { standing } from '../shared/access.ts'
import { type Context, caller, limitOf } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import type { Conversation, Membership } from '../shared/items.ts'
import type { ListStash } from '../shared/list.ts'
import { isNothing } from '../shared/nothing.ts'
import { peopleNamed } from '../shared/people.ts'
import { conversationView, memberIdsOf } from '../shared/views.ts'

export function request(ctx: Context<{ readonly limit?: number | null }, ListStash>) {
  caller(ctx)
  const limit = ctx.args.limit ?? 50
  if (limit < 1 || limit > limitOf(ctx, 'pageEntries')) fail('InvalidInput', 'limit')
  ctx.stash.limit = limit
  return {}
}

export function response(ctx: Context<unknown, ListStash>) {
  const { stash } = ctx
  const items = []
  for (const mine of stash.memberships ?? []) {
    const conversation = stash.conversations?.[mine.memberSk]
    if (!isNothing(conversation) && isListed(conversation, mine)) {
      const known = { conversation, mine }
      items.push({ ...conversationView(known), people: peopleNamed(stash, memberIdsOf(known)), members: [] })
    }
  }
  return { items, nextToken: stash.nextToken ?? null }
}

/** One of two is listed once it has a message. A membership written ahead of its conversation says nothing. */
function isListed(conversation: Conversation, mine: Membership): boolean {
  if (standing({ conversation, mine }, mine.memberId) === 'stranger') return false
  return conversation.kind === 'GROUP' || conversation.messageCount > 0
}
