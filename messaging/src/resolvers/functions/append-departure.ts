import { onlyManager } from '../shared/access.ts'
import { presentIn } from '../shared/contact.ts'
import { caller } from '../shared/context.ts'
import { type FactContext, ifSettled, writeFact } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { Conversation } from '../shared/items.ts'
import { membershipKey } from '../shared/keys.ts'
import { update } from '../shared/operations.ts'
import { settle } from '../shared/settle.ts'

interface DepartureInput {
  readonly conversationId: string
  readonly id: string
  /** Of who is removed; absent, the caller leaves. */
  readonly memberId?: string
}

export function request(ctx: FactContext<DepartureInput>) {
  const earlier = ifSettled(ctx)
  if (earlier !== undefined) return earlier
  const known = presentIn(ctx)
  const me = caller(ctx)
  const leaving = ctx.args.input.memberId ?? me
  if (leaving !== me) onlyManager(known, me)
  const { conversation } = known
  if (!Object.hasOwn(conversation.members, leaving)) fail('NotFound')
  const managers = conversation.managers.filter((id) => id !== leaving)
  const isManned =
    managers.length > 0 || conversation.kind === 'DIRECT' || Object.keys(conversation.members).length === 1
  if (!isManned) fail('LastManager')
  const { conversationId } = ctx.stash
  return writeFact(ctx, conversation, {
    entry: { left: [leaving] },
    conversation: { managers },
    roster: { left: leaving },
    others: [update(ctx, membershipKey(conversationId, leaving), asLeft(conversation, leaving))],
    recipientIds: Object.keys(conversation.members),
  })
}

/** Who left sees their leaving, and the conversation as it was then. */
function asLeft(conversation: Conversation, memberId: string) {
  const { name, members, messageCount, lastMessageNumber, lastMessageAt, lastSenderId } = conversation
  const from = members[memberId] ?? 0
  const sawLast = (lastMessageNumber ?? 0) >= from
  const seen = {
    name: name ?? null,
    memberIds: Object.keys(members),
    messageCount,
    lastMessageAt: sawLast ? (lastMessageAt ?? null) : null,
    lastSenderId: sawLast ? (lastSenderId ?? null) : null,
  }
  return { from, until: conversation.lastNumber + 1, seen, request: null }
}

export function response(ctx: FactContext<DepartureInput>): null {
  return settle(ctx)
}
