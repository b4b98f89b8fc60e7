import type { Message } from '@porchlight/messaging/client'
import { type KeyboardEvent, memo, type ReactNode } from 'react'
import { useReader } from '../../../app/reader.ts'
import { useQuestion } from '../../../design/ask.tsx'
import { PostText } from '../../../design/post-text.tsx'
import { clockTime, fullTime } from '../../../i18n/time.ts'
import { PostPictures } from '../../pictures/post-pictures.tsx'
import { nameOf } from '../names.ts'
import { PersonAvatar } from '../person-avatar.tsx'
import { useWords } from '../words/use-words.ts'
import type { LogItem } from './arrange.ts'
import { MessageActions } from './message-actions.tsx'
import { FailedChanges, ReceiptWords } from './message-state.tsx'
import { Quote } from './quote.tsx'
import { Reactions } from './reactions.tsx'
import { useSharedPictures } from './shared-pictures.ts'
import { useTalk } from './talk.ts'

interface BubbleProps {
  readonly item: LogItem & { kind: 'message' }
  /** It has the focus, is under the pointer, or was touched: what can be done with it is shown. */
  readonly isInHand: boolean
  readonly isMarked: boolean
  /** The last one that the reader sent: how far it has come is said below. */
  readonly isLastOwn: boolean
  readonly onTake: (number: number) => void
}

export const Bubble = memo(function Bubble(props: BubbleProps): ReactNode {
  const { item, isInHand, isMarked, isLastOwn, onTake } = props
  const { message, opens, closes } = item
  const words = useWords()
  const reader = useReader()
  const { view } = useTalk()
  const { ask, dialog } = useDeletion(message)
  const isGroup = view.summary?.kind === 'GROUP'
  const name = message.mine ? words('message.you') : nameOf(message.senderId, view.people, words)
  return (
    <article
      className={`bubble-row${message.mine ? ' mine' : ''}${opens ? ' opens' : ''}${isMarked ? ' marked' : ''}`}
      data-number={message.number}
      tabIndex={-1}
      aria-label={words('message.by', { name, time: fullTime(message.sentAt, reader) })}
      // A touch gives the focus before it is a click: what came between would be what is clicked.
      onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && onTake(message.number)}
      onPointerEnter={(event) =>
        event.pointerType === 'mouse' && matchMedia('(hover: hover)').matches && onTake(message.number)
      }
      onClick={() => onTake(message.number)}
      onKeyDown={(event) => actByKey(event)}
    >
      {isGroup && !message.mine && (
        <span className="bubble-face">
          {closes && <PersonAvatar person={view.people[message.senderId]} size="tiny" />}
        </span>
      )}
      <div className="bubble-column">
        {isGroup && !message.mine && opens && <bdi className="bubble-name">{name}</bdi>}
        <Said message={message} />
        <Reactions message={message} />
        {closes && (
          <span className="bubble-time soft">
            {clockTime(message.sentAt, reader)}
            {isLastOwn && <ReceiptWords message={message} />}
          </span>
        )}
        <FailedChanges message={message} />
        {isInHand && message.deletedAt === null && <MessageActions message={message} onDelete={ask} />}
      </div>
      {dialog}
    </article>
  )
})

function useDeletion(message: Message) {
  const words = useWords()
  const { handle } = useTalk()
  const { ask, dialog } = useQuestion()
  const question = {
    title: words('message.delete.title'),
    text: words('message.delete.text'),
    yes: words('message.delete'),
    onYes: () => void handle.remove(message.number),
  }
  return { ask: () => ask(question), dialog }
}

/** Emoji alone, and few of them, are drawn large. */
const jumbo =
  /^(?:\p{Extended_Pictographic}(?:\u{FE0F}|\u{200D}|\p{Emoji_Modifier}|\p{Extended_Pictographic})*\s*){1,3}$/u

function Said({ message }: { message: Message }): ReactNode {
  const words = useWords()
  const pictures = useSharedPictures(message.attachments)
  if (message.deletedAt !== null) return <p className="bubble bubble-deleted">{words('message.deleted')}</p>
  const isJumbo = message.body !== null && message.replyTo === undefined && jumbo.test(message.body)
  return (
    <div className={isJumbo ? 'bubble bubble-jumbo' : 'bubble'}>
      {message.replyTo && <Quote target={message.replyTo} />}
      <PostPictures pictures={pictures} isYours={message.mine} place="message" />
      {message.body && <PostText className="bubble-text" text={message.body} />}
      {message.editedAt !== null && <span className="bubble-edited">{words('message.edited')}</span>}
    </div>
  )
}

/** Letters for what is done often, on the message that has the focus. */
const keys: Readonly<Record<string, string>> = { r: 'reply', e: 'edit', Delete: 'delete' }

function actByKey(event: KeyboardEvent<HTMLElement>): void {
  const action = event.target === event.currentTarget ? keys[event.key] : undefined
  if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  event.currentTarget.querySelector<HTMLElement>(`[data-action=${action}]`)?.click()
}
