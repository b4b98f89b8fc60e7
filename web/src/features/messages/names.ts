import type { ConversationSummary, People, Person } from '@porchlight/messaging/client'
import type { MessageWords } from './words/use-words.ts'

/** The other one of a conversation of two. */
export function otherIdOf(summary: ConversationSummary, meId: string): string | undefined {
  return summary.kind === 'DIRECT' ? summary.memberIds.find((id) => id !== meId) : undefined
}

export function otherOf(summary: ConversationSummary, meId: string, people = summary.people): Person | undefined {
  return people[otherIdOf(summary, meId) ?? '']
}

export function nameOf(memberId: string, people: People, words: MessageWords): string {
  return people[memberId]?.name ?? words('person.gone')
}

/** What a conversation is called: the other's name, the group's, or those of the first few in it. */
export function titleOf(summary: ConversationSummary, meId: string, words: MessageWords): string {
  if (summary.kind === 'DIRECT') return nameOf(otherIdOf(summary, meId) ?? '', summary.people, words)
  if (summary.name) return summary.name
  const names = Object.values(summary.people).flatMap(({ id, name }) => (id === meId ? [] : [name]))
  return names.slice(0, 3).join(', ') || words('group.unnamed')
}
