import { type Known, visibleRange } from './access.ts'
import type { Conversation, Entry, Membership } from './items.ts'
import { isNothing } from './nothing.ts'

/** An entry as GraphQL's, allow-listed: to its recipients, or as a member sees it who may have left. */
export function entryView(entry: Entry, more: { conversationId: string; recipientIds: readonly string[] }) {
  const { number, id, kind, senderId, sentAt, version, body, replyTo, target, emoji, withdrawn } = entry
  const { attachments, reactions, editedAt, deletedAt, joined, left, role } = entry
  const isMessage = kind === 'MESSAGE'
  return {
    conversationId: more.conversationId,
    number,
    id,
    kind,
    senderId,
    sentAt,
    version,
    count: isMessage ? entry.count : null,
    body,
    replyTo,
    target,
    emoji,
    withdrawn,
    attachments: attachments ?? (isMessage ? [] : null),
    reactions: reactions ?? (isMessage ? [] : null),
    editedAt,
    deletedAt,
    joined,
    left,
    role,
    recipientIds: more.recipientIds,
  }
}

/** What changed after a member left is not theirs to see: not a later text, and no later reaction. */
export function entrySeenBy(known: Known, entry: Entry): Entry {
  const { last } = visibleRange(known)
  if (entry.version <= last) return entry
  const isLater = (entry.editNumber ?? 0) > last
  return {
    ...entry,
    version: last,
    reactions: [],
    body: isLater ? null : (entry.body ?? null),
    editedAt: isLater ? null : (entry.editedAt ?? null),
  }
}

/** What an edit or a reaction tells of a message: nothing to who does not see the message. */
export function factSeenBy(known: Known, entry: Entry, message: Entry | undefined): Entry {
  if (isNothing(entry.target)) return entry
  const { first } = visibleRange(known)
  if (entry.target < first) return { ...entry, body: null, emoji: null }
  if (entry.kind !== 'EDIT') return entry
  return { ...entry, body: isNothing(message) ? null : (entrySeenBy(known, message).body ?? null) }
}

/** Others' settings are their own. Whoever has not taken a request up is not seen to have read it. */
export function membershipView(conversation: Conversation, membership: Membership, isMine: boolean) {
  const { memberId, until, delivered, read, readCount, mutedUntil, archived, request } = membership
  const from = conversation.members[memberId] ?? membership.from
  const isHidden = !isMine && request === true
  return {
    memberId,
    role: conversation.managers.indexOf(memberId) < 0 ? 'MEMBER' : 'MANAGER',
    from,
    until: Object.hasOwn(conversation.members, memberId) ? null : (until ?? null),
    delivered: isHidden ? from - 1 : Math.max(delivered, from - 1),
    read: isHidden ? from - 1 : Math.max(read, from - 1),
    readCount: isHidden ? 0 : readCount,
    mutedUntil: isMine ? (mutedUntil ?? null) : null,
    archived: isMine ? (archived ?? false) : null,
    request: isMine ? (request ?? false) : null,
  }
}

/** To who left, it is as it was then. */
export function conversationView(known: Known) {
  const { conversation, mine } = known
  const { id, kind, createdAt } = conversation
  const isMember = Object.hasOwn(conversation.members, mine.memberId)
  const { first, last } = visibleRange(known)
  const { name, messageCount, lastMessageAt, lastSenderId } = isMember ? conversation : (mine.seen ?? conversation)
  const seesLast = isMember && (conversation.lastMessageNumber ?? 0) >= first
  return {
    id,
    kind,
    name,
    createdAt,
    lastNumber: last,
    messageCount,
    lastMessageAt: seesLast || !isMember ? lastMessageAt : null,
    lastMessage: seesLast ? conversation.lastMessage : null,
    lastSenderId: seesLast || !isMember ? lastSenderId : null,
    memberIds: memberIdsOf(known),
    mine: membershipView(conversation, mine, true),
  }
}

/** As long as they are members; as they were, to who left. Always in the same order. */
export function memberIdsOf({ conversation, mine }: Known): string[] {
  const isMember = Object.hasOwn(conversation.members, mine.memberId)
  const ids = isMember ? Object.keys(conversation.members) : [...(mine.seen?.memberIds ?? [mine.memberId])]
  ids.sort()
  return ids
}
