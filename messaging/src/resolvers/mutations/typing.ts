import { present } from '../shared/access.ts'
import { directPair } from '../shared/check.ts'
import { type Context, caller } from '../shared/context.ts'
import { blockKey } from '../shared/keys.ts'
import { isNothing } from '../shared/nothing.ts'
import { transactGet } from '../shared/operations.ts'
import { beginOwn, type OwnItems, type OwnStash, ownKeys, takeOwn } from '../shared/own.ts'
import { signal } from '../shared/signal.ts'

type TypingContext = Context<{ readonly conversationId: string }, OwnStash, { readonly items: OwnItems<object> } | null>

export function request(ctx: TypingContext) {
  const { conversationId } = ctx.args
  beginOwn(ctx, conversationId)
  const keys = ownKeys(ctx, conversationId)
  const [one, other] = directPair(conversationId)
  if (one !== undefined && other !== undefined) keys.push(blockKey(one, other), blockKey(other, one))
  return transactGet(ctx, keys)
}

export function response(ctx: TypingContext) {
  const blocks = takeOwn(ctx)
  const { conversation, mine } = present(ctx.stash, caller(ctx))
  const { memberId } = mine
  const isSilent = mine.request === true || blocks.some((block) => !isNothing(block))
  const recipientIds = isSilent ? [] : Object.keys(conversation.members).filter((id) => id !== memberId)
  return signal({ kind: 'TYPING', memberId, conversationId: ctx.stash.conversationId, recipientIds })
}
