import { visibleMessage } from '../shared/access.ts'
import { previewOf } from '../shared/check.ts'
import { speakingIn } from '../shared/contact.ts'
import { type FactContext, ifSettled, writeFact } from '../shared/fact.ts'
import type { MessageInput } from '../shared/inputs.ts'
import type { Conversation, Membership } from '../shared/items.ts'
import { membershipKey } from '../shared/keys.ts'
import { isNothing } from '../shared/nothing.ts'
import { type TransactItem, update } from '../shared/operations.ts'
import { settle } from '../shared/settle.ts'

export function request(ctx: FactContext<MessageInput>) {
  const earlier = ifSettled(ctx)
  if (earlier !== undefined) return earlier
  const { stash, args } = ctx
  const known = speakingIn(ctx)
  const { body, replyTo } = args.input
  if (!isNothing(replyTo)) visibleMessage(known, stash.target)
  const { conversation, mine } = known
  return writeFact(ctx, conversation, {
    entry: { body, folded: body.toLowerCase(), replyTo: replyTo ?? null, attachments: stash.attachments ?? null },
    conversation: {
      lastMessageNumber: conversation.lastNumber + 1,
      lastMessageAt: stash.now,
      lastMessage: previewOf(body),
      lastSenderId: mine.memberId,
    },
    others: ownMark(ctx, conversation, mine),
    recipientIds: Object.keys(conversation.members),
  })
}

/** Who answers has read: a message of one's own leaves nothing unread that was not unread before. To answer is to accept. */
function ownMark(ctx: FactContext<MessageInput>, conversation: Conversation, mine: Membership): TransactItem[] {
  const isAccepted = mine.request === true
  if (mine.readCount !== conversation.messageCount && !isAccepted) return []
  const read = conversation.lastNumber + 1
  const mark = { delivered: read, read, readCount: conversation.messageCount + 1 }
  const key = membershipKey(ctx.stash.conversationId, mine.memberId)
  return [update(ctx, key, isAccepted ? { ...mark, request: null } : mark)]
}

export function response(ctx: FactContext<MessageInput>): null {
  return settle(ctx)
}
