import type { Entry, Reaction } from '../wire.ts'

/** What an edit, a deletion or a reaction says; of an entry, or of an operation that is not with the server yet. */
export type Fact = Pick<Entry, 'kind' | 'number' | 'senderId' | 'sentAt' | 'body' | 'emoji' | 'withdrawn'>

/** The message with the fact worked in; the same object when it already is. */
export function applyFact(message: Entry, fact: Fact): Entry {
  if (message.kind !== 'MESSAGE' || fact.number <= message.version) return message
  const version = fact.number
  if (fact.kind === 'EDIT') return { ...message, version, body: fact.body, editedAt: fact.sentAt }
  if (fact.kind === 'DELETION') {
    return { ...message, version, body: null, attachments: [], reactions: [], deletedAt: fact.sentAt }
  }
  if (fact.kind === 'REACTION') return { ...message, version, reactions: react(message.reactions ?? [], fact) }
  return message
}

function react(reactions: readonly Reaction[], { emoji, senderId, withdrawn }: Fact): readonly Reaction[] {
  if (emoji === null) return reactions
  const known = reactions.find((reaction) => reaction.emoji === emoji)
  const others = (known?.memberIds ?? []).filter((memberId) => memberId !== senderId)
  const memberIds = withdrawn === true ? others : [...others, senderId]
  if (known === undefined) return memberIds.length === 0 ? reactions : [...reactions, { emoji, memberIds }]
  return reactions.flatMap((reaction) => {
    if (reaction !== known) return [reaction]
    return memberIds.length === 0 ? [] : [{ emoji, memberIds }]
  })
}
