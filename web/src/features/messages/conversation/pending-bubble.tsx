import type { PendingMessage } from '@porchlight/messaging/client'
import type { ReactNode } from 'react'
import { PostText } from '../../../design/post-text.tsx'
import { PostPictures } from '../../pictures/post-pictures.tsx'
import { failureText } from '../failure.ts'
import { useWords } from '../words/use-words.ts'
import { TryAgain } from './message-state.tsx'
import { Quote } from './quote.tsx'
import { useOwnPictures } from './shared-pictures.ts'

/** What was written and has no number yet. */
export function PendingBubble({ pending }: { pending: PendingMessage }): ReactNode {
  const words = useWords()
  const pictures = useOwnPictures(pending.pictureIds)
  const isFailed = pending.state === 'failed'
  return (
    <article className={`bubble-row mine opens ${isFailed ? 'failed' : 'waiting'}`} aria-label={words('message.you')}>
      <div className="bubble-column">
        <div className="bubble">
          {pending.replyTo && <Quote target={pending.replyTo} />}
          <PostPictures pictures={pictures} isYours place="message" />
          {pending.body && <PostText className="bubble-text" text={pending.body} />}
        </div>
        {isFailed ? (
          <span className="bubble-trouble" role="alert">
            {words('state.failed')} {failureText(pending.failure, words)} <TryAgain id={pending.id} />
          </span>
        ) : (
          <span className="bubble-time soft">{words('state.waiting')}</span>
        )}
      </div>
    </article>
  )
}
