import type { ReplyTarget } from '@porchlight/messaging/client'
import type { ReactNode } from 'react'
import { nameOf } from '../names.ts'
import { type MessageWords, useWords } from '../words/use-words.ts'
import { useTalk } from './talk.ts'

/** What a message answers; leads there. */
export function Quote({ target }: { target: ReplyTarget }): ReactNode {
  const words = useWords()
  const { view, jumpTo } = useTalk()
  const { message, number } = target
  if (message === undefined) return <p className="quote soft">{words('message.quoteGone')}</p>
  const name = nameOf(message.senderId, view.people, words)
  return (
    <button type="button" className="quote" onClick={() => jumpTo(number)}>
      <span className="said">{words('message.answers')}</span>
      <bdi className="quote-name">{name}</bdi>
      <span className="quote-text" dir="auto">
        {shortText(message, words)}
      </span>
    </button>
  )
}

export function shortText(said: { body: string | null; pictures: number }, words: MessageWords): string {
  if (said.body === null) return words('message.deleted')
  return said.body || words('message.picture', { count: said.pictures })
}
