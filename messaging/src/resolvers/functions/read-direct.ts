import { type Context, caller } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import type { Conversation, Membership } from '../shared/items.ts'
import { blockKey, membershipKey, metaKey } from '../shared/keys.ts'
import { isNothing } from '../shared/nothing.ts'
import type { OpenStash } from '../shared/opening.ts'
import { transactGet } from '../shared/operations.ts'

type Items = readonly [
  conversation: Conversation | null,
  mine: Membership | null,
  other: Membership | null,
  ...blocks: (object | null)[],
]

export function request(ctx: Context<unknown, OpenStash>) {
  const { conversationId, memberId } = ctx.stash
  const me = caller(ctx)
  return transactGet(ctx, [
    metaKey(conversationId),
    membershipKey(conversationId, me),
    membershipKey(conversationId, memberId),
    blockKey(me, memberId),
    blockKey(memberId, me),
  ])
}

export function response({
  stash,
  result,
  error,
}: Context<unknown, OpenStash, { readonly items: Items } | null>): null {
  if (error || isNothing(result)) fail('Unavailable')
  const [conversation, mine, other, ...blocks] = result.items
  stash.conversation = conversation
  stash.mine = mine
  stash.other = other
  stash.blocked = blocks.some((block) => !isNothing(block))
  return null
}
