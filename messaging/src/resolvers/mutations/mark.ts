import { present } from '../shared/access.ts'
import { type Context, caller } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import type { MarkArguments, MarkStash } from '../shared/marking.ts'
import { isNothing } from '../shared/nothing.ts'
import { beginOwn } from '../shared/own.ts'
import { signal } from '../shared/signal.ts'

export function request(ctx: Context<MarkArguments, MarkStash>) {
  const { conversationId, delivered, read } = ctx.args.input
  beginOwn(ctx, conversationId)
  if (isNothing(delivered) && isNothing(read)) fail('InvalidInput', 'read')
  return {}
}

export function response(ctx: Context<MarkArguments, MarkStash>) {
  const { stash } = ctx
  const { conversation, mine } = present(stash, caller(ctx))
  const { memberId, delivered, read, readCount } = mine
  // Whoever has not taken a request up is not seen to have read it; and what changes nothing is no news.
  const others = mine.request === true ? [memberId] : Object.keys(conversation.members)
  const recipientIds = stash.isWritten === true ? others : []
  const { conversationId } = stash
  return signal({ kind: 'MARK', memberId, conversationId, delivered, read, readCount, recipientIds })
}
