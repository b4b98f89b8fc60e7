import type { ConversationList, ConversationSummary, Loading, People } from '../model.ts'
import type { Conversation, Person } from '../wire.ts'

export function peopleOf(people: readonly Person[]): People {
  return Object.fromEntries(people.map((person) => [person.id, person]))
}

export function summaryOf(conversation: Conversation, failed: number, now: number): ConversationSummary {
  const { id, kind, name, memberIds, people, lastMessageAt, createdAt, lastMessage, lastSenderId, mine } = conversation
  return {
    id,
    kind,
    name,
    memberIds,
    people: peopleOf(people),
    activeAt: lastMessageAt ?? createdAt,
    last: lastSenderId === null ? undefined : { text: lastMessage, senderId: lastSenderId },
    unread: Math.max(0, conversation.messageCount - mine.readCount),
    failed,
    muted: mine.mutedUntil !== null && Date.parse(mine.mutedUntil) > now,
    mutedUntil: mine.mutedUntil,
    archived: mine.archived ?? false,
    request: mine.request ?? false,
    role: mine.role,
    left: mine.until !== null,
  }
}

/** Latest activity first. One of two is listed once it has a message. */
export function listOf(summaries: readonly ConversationSummary[], status: Loading): ConversationList {
  const items = summaries
    .filter(({ kind, last }) => kind === 'GROUP' || last !== undefined)
    .toSorted((one, other) => Date.parse(other.activeAt) - Date.parse(one.activeAt))
  const calling = items.filter(({ unread, muted, archived, request }) => unread > 0 && !muted && !archived && !request)
  return { status, items, unread: calling.length, requests: items.filter(({ request }) => request).length }
}
