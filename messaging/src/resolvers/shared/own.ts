import { isConversationId } from './check.ts'
import type { Context } from './context.ts'
import { caller } from './context.ts'
import { fail } from './fail.ts'
import type { Conversation, Membership } from './items.ts'
import { type Key, membershipKey, metaKey } from './keys.ts'
import { isNothing } from './nothing.ts'

/** A conversation and the caller's membership of it. */
export interface OwnStash {
  conversationId: string
  conversation?: Conversation | null
  mine?: Membership | null
}

export type OwnItems<Other = never> = readonly [
  conversation: Conversation | null,
  mine: Membership | null,
  ...others: (Other | null)[],
]

export function beginOwn(ctx: Context<unknown, OwnStash>, conversationId: string): void {
  caller(ctx)
  if (!isConversationId(conversationId)) fail('NotFound')
  ctx.stash.conversationId = conversationId
}

export function ownKeys(ctx: Context<unknown>, conversationId: string): Key[] {
  return [metaKey(conversationId), membershipKey(conversationId, caller(ctx))]
}

export function takeOwn<Other>(
  ctx: Context<unknown, OwnStash, { readonly items: OwnItems<Other> } | null>,
): readonly (Other | null)[] {
  const { stash, result, error } = ctx
  if (error || isNothing(result)) fail('Unavailable')
  const [conversation, mine, ...others] = result.items
  stash.conversation = conversation
  stash.mine = mine
  return others
}
