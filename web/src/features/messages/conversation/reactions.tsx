import type { Message } from '@porchlight/messaging/client'
import type { ReactNode } from 'react'
import { nameOf } from '../names.ts'
import { useWords } from '../words/use-words.ts'
import { maySpeak, useTalk } from './talk.ts'

/** Who felt what; a touch joins in or takes it back. */
export function Reactions({ message }: { message: Message }): ReactNode {
  const words = useWords()
  const { view, meId } = useTalk()
  const react = useReact(message)
  const called = (id: string) => (id === meId ? words('message.you') : nameOf(id, view.people, words))
  if (message.reactions.length === 0 || message.deletedAt !== null) return null
  return (
    <span className="reactions">
      {message.reactions.map(({ emoji, memberIds }) => (
        <button
          key={emoji}
          type="button"
          className="reaction"
          aria-pressed={memberIds.includes(meId)}
          disabled={!maySpeak(view)}
          onClick={() => react(emoji)}
        >
          {emoji}
          {memberIds.length > 1 && <span aria-hidden="true">{memberIds.length}</span>}
          <span className="said">{words('message.reaction', { names: memberIds.map(called).join(', ') })}</span>
        </button>
      ))}
    </span>
  )
}

/** Adds the member's reaction, or withdraws it. */
export function useReact(message: Message): (emoji: string) => void {
  const { handle, meId } = useTalk()
  return (emoji) => {
    const own = message.reactions.some((reaction) => reaction.emoji === emoji && reaction.memberIds.includes(meId))
    void handle.react(message.number, emoji, own ? 'withdraw' : 'add')
  }
}
