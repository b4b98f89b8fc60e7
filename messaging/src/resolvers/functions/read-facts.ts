import { directPair } from '../shared/check.ts'
import { type Context, caller } from '../shared/context.ts'
import type { FactStash } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { Conversation, Entry, Membership, Sent } from '../shared/items.ts'
import { blockKey, entryKey, type Key, membershipKey, metaKey, sentKey } from '../shared/keys.ts'
import { isNothing } from '../shared/nothing.ts'
import { transactGet } from '../shared/operations.ts'

type Items = readonly [
  conversation: Conversation | null,
  mine: Membership | null,
  sent: Sent | null,
  ...others: (Entry | null)[],
]

/** All that decides about a change, as it is at one moment. */
export function request(ctx: Context<unknown, FactStash>) {
  const { conversationId, id, targetNumber } = ctx.stash
  const me = caller(ctx)
  const keys: Key[] = [metaKey(conversationId), membershipKey(conversationId, me), sentKey(conversationId, id)]
  if (!isNothing(targetNumber)) keys.push(entryKey(conversationId, targetNumber))
  const [one, other] = directPair(conversationId)
  if (one !== undefined && other !== undefined) keys.push(blockKey(one, other), blockKey(other, one))
  return transactGet(ctx, keys)
}

export function response(ctx: Context<unknown, FactStash, { readonly items: Items } | null>): null {
  const { stash, result, error } = ctx
  if (error || isNothing(result)) fail('Unavailable')
  const [conversation, mine, sent, ...others] = result.items
  stash.conversation = conversation
  stash.mine = mine
  stash.sent = sent
  if (!isNothing(stash.targetNumber)) stash.target = others[0] ?? null
  const blocks = isNothing(stash.targetNumber) ? others : others.slice(1)
  stash.blocked = blocks.some((block) => !isNothing(block))
  return null
}
