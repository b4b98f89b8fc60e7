import { membersWhoSee, visibleMessage } from '../shared/access.ts'
import { previewOf } from '../shared/check.ts'
import { speakingIn } from '../shared/contact.ts'
import { caller } from '../shared/context.ts'
import { type FactContext, ifSettled, writeFact } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { EditInput } from '../shared/inputs.ts'
import { settle } from '../shared/settle.ts'

export function request(ctx: FactContext<EditInput>) {
  const earlier = ifSettled(ctx)
  if (earlier !== undefined) return earlier
  const { stash, args } = ctx
  const known = speakingIn(ctx)
  const { conversation } = known
  const message = visibleMessage(known, stash.target)
  if (message.senderId !== caller(ctx)) fail('NotYours')
  const { body, target } = args.input
  if (body.trim().length === 0 && (message.attachments ?? []).length === 0) fail('InvalidInput', 'body')
  const isLast = conversation.lastMessageNumber === target
  return writeFact(ctx, conversation, {
    entry: { target },
    conversation: isLast ? { lastMessage: previewOf(body) } : {},
    target: { body, folded: body.toLowerCase(), editedAt: stash.now, editNumber: conversation.lastNumber + 1 },
    recipientIds: membersWhoSee(conversation, target),
  })
}

export function response(ctx: FactContext<EditInput>): null {
  const { stash, args } = ctx
  settle(ctx)
  if (stash.entry && !stash.sent) stash.entry = { ...stash.entry, body: args.input.body }
  return null
}
