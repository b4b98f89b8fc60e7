import { fail } from './fail.ts'
import type { Conversation, Entry, Membership } from './items.ts'
import { isNothing } from './nothing.ts'

export interface Found {
  readonly conversation?: Conversation | null | undefined
  readonly mine?: Membership | null | undefined
}

/** `stranger`: never was a member, or there is no such conversation; nobody is told which. */
export function standing({ conversation, mine }: Found, memberId: string): 'member' | 'left' | 'stranger' {
  if (isNothing(conversation)) return 'stranger'
  if (Object.hasOwn(conversation.members, memberId)) return 'member'
  return isNothing(mine?.until) ? 'stranger' : 'left'
}

export interface Known {
  readonly conversation: Conversation
  readonly mine: Membership
}

/** What a member may read, and one who left still may. */
export function readable({ conversation, mine }: Found, memberId: string): Known {
  if (isNothing(conversation) || isNothing(mine)) fail('NotFound')
  if (standing({ conversation, mine }, memberId) === 'stranger') fail('NotFound')
  return { conversation, mine }
}

/** What only a member may do. */
export function present(found: Found, memberId: string): Known {
  const known = readable(found, memberId)
  if (standing(found, memberId) === 'left') fail('NotAMember')
  return known
}

/** The numbers that the member may see: none when `last` is before `first`. */
export function visibleRange({ conversation, mine }: Known): { first: number; last: number } {
  const joinedAt = conversation.members[mine.memberId]
  return isNothing(joinedAt)
    ? { first: mine.from, last: mine.until ?? 0 }
    : { first: joinedAt, last: conversation.lastNumber }
}

/** A message that the member sees and that was not deleted. */
export function visibleMessage(known: Known, entry: Entry | null | undefined): Entry {
  const { first, last } = visibleRange(known)
  if (isNothing(entry) || entry.kind !== 'MESSAGE' || !isNothing(entry.deletedAt)) fail('NotFound')
  if (entry.number < first || entry.number > last) fail('NotFound')
  return entry
}

export function onlyManager({ conversation }: Known, memberId: string): void {
  if (conversation.kind !== 'GROUP') fail('InvalidInput', 'conversationId')
  if (conversation.managers.indexOf(memberId) < 0) fail('NotAllowed')
}

/** Who sees an entry about the one of this number. */
export function membersWhoSee(conversation: Conversation, number: number): string[] {
  return Object.entries(conversation.members)
    .filter(([, from]) => from <= number)
    .map(([memberId]) => memberId)
}
