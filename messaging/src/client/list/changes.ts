import type { Conversation, Entry, Membership, Signal } from '../wire.ts'

const previewUtf16Units = 120

export function previewOf(body: string | null): string | null {
  return body?.slice(0, previewUtf16Units) ?? null
}

/** A conversation with the entry that comes next worked in; the same object when it is another or known already. */
export function withEntry(conversation: Conversation, entry: Entry, memberId: string): Conversation {
  if (entry.number !== conversation.lastNumber + 1) return conversation
  const next = { ...conversation, lastNumber: entry.number }
  if (entry.kind === 'MESSAGE') return withMessage(next, entry, memberId)
  if (entry.kind === 'RENAMING') return { ...next, name: entry.body }
  if (entry.kind === 'MEMBERSHIP') return withMembership(next, entry)
  return next
}

function withMessage(conversation: Conversation, entry: Entry, memberId: string): Conversation {
  const messageCount = entry.count ?? conversation.messageCount + 1
  const { mine } = conversation
  // Who answers has read: a message of one's own leaves nothing unread that was not unread before.
  const read = entry.senderId === memberId && mine.readCount === conversation.messageCount
  return {
    ...conversation,
    messageCount,
    lastMessageAt: entry.sentAt,
    lastMessage: previewOf(entry.body),
    lastSenderId: entry.senderId,
    mine: read ? { ...mine, read: entry.number, readCount: messageCount } : mine,
  }
}

function withMembership(conversation: Conversation, entry: Entry): Conversation {
  const left = entry.left ?? []
  const joined = entry.joined ?? []
  const staying = conversation.memberIds.filter((id) => !left.includes(id) && !joined.includes(id))
  const changed = (membership: Membership): Membership => {
    if (left.includes(membership.memberId)) return { ...membership, until: entry.number }
    if (!joined.includes(membership.memberId)) return membership
    return { ...membership, until: null, role: entry.role ?? membership.role }
  }
  return {
    ...conversation,
    memberIds: [...staying, ...joined],
    members: conversation.members.map(changed),
    mine: changed(conversation.mine),
  }
}

/** A mark goes forward only; settings are as the signal says. */
export function withSignal(conversation: Conversation, signal: Signal, memberId: string): Conversation {
  const changed = (membership: Membership): Membership => {
    if (membership.memberId !== signal.memberId) return membership
    return signal.kind === 'MARK' ? withMark(membership, signal) : withSettings(membership, signal)
  }
  const members = conversation.members.map(changed)
  const mine = signal.memberId === memberId ? changed(conversation.mine) : conversation.mine
  return { ...conversation, members, mine }
}

export function withMark(membership: Membership, mark: Pick<Signal, 'delivered' | 'read' | 'readCount'>): Membership {
  const read = mark.read ?? 0
  return {
    ...membership,
    delivered: Math.max(membership.delivered, mark.delivered ?? 0, read),
    read: Math.max(membership.read, read),
    readCount: Math.max(membership.readCount, mark.readCount ?? 0),
  }
}

function withSettings(membership: Membership, { mutedUntil, archived, request }: Signal): Membership {
  return { ...membership, mutedUntil, archived: archived ?? false, request: request ?? false }
}

/** What an answer says, but for what is known to be newer: entries and marks that came while it was on its way. */
export function merged(known: Conversation, answer: Conversation): Conversation {
  const mine = withMark(answer.mine, known.mine)
  const members = (answer.members.length > 0 ? answer.members : known.members).map((membership) =>
    membership.memberId === mine.memberId
      ? { ...membership, ...mine }
      : withMark(membership, markOf(known, membership)),
  )
  const people = [
    ...known.people.filter(({ id }) => !answer.people.some((person) => person.id === id)),
    ...answer.people,
  ]
  const current = answer.lastNumber >= known.lastNumber ? answer : known
  const { lastNumber, messageCount, lastMessageAt, lastMessage, lastSenderId, memberIds, name } = current
  const latest = { lastNumber, messageCount, lastMessageAt, lastMessage, lastSenderId, memberIds, name }
  return { ...answer, ...latest, people, members, mine }
}

function markOf(known: Conversation, { memberId }: Membership): Pick<Signal, 'delivered' | 'read' | 'readCount'> {
  return known.members.find((membership) => membership.memberId === memberId) ?? { delivered: 0, read: 0, readCount: 0 }
}
