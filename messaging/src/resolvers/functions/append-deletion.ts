import { membersWhoSee, visibleMessage } from '../shared/access.ts'
import { presentIn } from '../shared/contact.ts'
import { caller } from '../shared/context.ts'
import { type FactContext, ifSettled, writeFact } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { DeletionInput } from '../shared/inputs.ts'
import { settle } from '../shared/settle.ts'

export function request(ctx: FactContext<DeletionInput>) {
  const earlier = ifSettled(ctx)
  if (earlier !== undefined) return earlier
  const { stash, args } = ctx
  const known = presentIn(ctx)
  const { conversation } = known
  const message = visibleMessage(known, stash.target)
  if (message.senderId !== caller(ctx)) fail('NotYours')
  const { target } = args.input
  const pictureIds = (message.attachments ?? []).map(({ pictureId }) => pictureId)
  return writeFact(ctx, conversation, {
    entry: { target, pictureIds: pictureIds.length > 0 ? pictureIds : null },
    conversation: conversation.lastMessageNumber === target ? { lastMessage: null } : {},
    target: { body: null, folded: null, attachments: null, reactions: null, deletedAt: stash.now },
    recipientIds: membersWhoSee(conversation, target),
  })
}

export function response(ctx: FactContext<DeletionInput>): null {
  return settle(ctx)
}
