import type { MembershipChange, Renaming } from '@porchlight/messaging/client'
import type { ReactNode } from 'react'
import { nameOf } from '../names.ts'
import { type MessageWords, useWords } from '../words/use-words.ts'
import { type Talk, useTalk } from './talk.ts'

/** Who came, left, or may manage now; what the group is called now. */
export function EventLine({ entry }: { entry: MembershipChange | Renaming }): ReactNode {
  const words = useWords()
  const talk = useTalk()
  return (
    <p className="event-line soft" data-number={entry.number} dir="auto">
      {eventText(entry, talk, words)}
    </p>
  )
}

function eventText(entry: MembershipChange | Renaming, { view, meId }: Talk, words: MessageWords): string {
  const called = (id: string) => (id === meId ? words('message.you') : nameOf(id, view.people, words))
  const names = (ids: readonly string[]) => ids.map(called).join(', ')
  const actor = called(entry.senderId)
  if (entry.kind === 'renaming') return words('event.renamed', { actor, name: entry.name })
  const { joined, left, role, senderId } = entry
  if (left.length > 0) {
    return left.includes(senderId)
      ? words('event.left', { names: names(left) })
      : words('event.removed', { actor, names: names(left) })
  }
  const others = joined.filter((id) => id !== senderId)
  if (others.length > 0 && role !== 'MANAGER') return words('event.added', { actor, names: names(others) })
  return words(role === 'MANAGER' ? 'event.manager' : 'event.joined', { names: names(joined) })
}
