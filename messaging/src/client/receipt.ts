import type { MemberState, Message, Receipt } from './model.ts'

/** What the marks say of one of the caller's own messages. */
export function receiptOf(message: Message, members: readonly MemberState[]): Receipt {
  const others = members.filter(({ memberId, left }) => memberId !== message.senderId && !left)
  const readBy = others.filter(({ read }) => read >= message.number).map(({ memberId }) => memberId)
  const deliveredTo = others
    .filter(({ delivered, read }) => Math.max(delivered, read) >= message.number)
    .map(({ memberId }) => memberId)
  return { state: stateOf(others.length, deliveredTo.length, readBy.length), deliveredTo, readBy }
}

function stateOf(others: number, delivered: number, read: number): Receipt['state'] {
  if (others === 0 || delivered < others) return 'sent'
  return read < others ? 'delivered' : 'read'
}
