import type { ReportSubject } from '@porchlight/contract/reports'
import type { Message } from '@porchlight/messaging/client'
import type { ReactNode } from 'react'
import { announce } from '../../../app/announcer.tsx'
import { preloadDialog } from '../../../design/ask.tsx'
import { IconButton } from '../../../design/button.tsx'
import { openReport } from '../../reports/open.ts'
import { useWords } from '../words/use-words.ts'
import { useReact } from './reactions.tsx'
import { maySpeak, useTalk } from './talk.ts'

const quick = ['👍', '❤️', '😂', '😮', '🙏'] as const

interface MessageActionsProps {
  readonly message: Message
  readonly onDelete: () => void
}

/** What can be done with the message in hand. */
export function MessageActions({ message, onDelete }: MessageActionsProps): ReactNode {
  const words = useWords()
  const { view, write } = useTalk()
  const react = useReact(message)
  const speaks = maySpeak(view)
  return (
    <div className="message-actions" role="toolbar" aria-label={words('message.actions')}>
      {speaks &&
        quick.map((emoji) => (
          <button
            key={emoji}
            type="button"
            className="icon-button emoji-button"
            aria-label={words('message.reactWith', { emoji })}
            onClick={() => react(emoji)}
          >
            {emoji}
          </button>
        ))}
      {speaks && (
        <IconButton
          name="answer"
          label={words('message.reply')}
          data-action="reply"
          onClick={() => write({ kind: 'reply', message })}
        />
      )}
      {message.body && (
        <IconButton
          name="copy"
          label={words('message.copy')}
          onClick={() => copy(message.body ?? '', words('message.copied'))}
        />
      )}
      {speaks && message.mine && (
        <>
          <IconButton
            name="write"
            label={words('message.edit')}
            data-action="edit"
            onClick={() => write({ kind: 'edit', message })}
          />
          <IconButton
            name="trash"
            label={words('message.delete')}
            data-action="delete"
            onPointerEnter={preloadDialog}
            onClick={onDelete}
          />
        </>
      )}
      {!message.mine && (
        <IconButton
          name="flag"
          label={words('message.report')}
          onClick={() => openReport(reportOf(message, view.summary?.id ?? ''))}
        />
      )}
    </div>
  )
}

function reportOf({ number, senderId, body }: Message, conversationId: string): ReportSubject {
  return { kind: 'message', conversationId, number, senderId, text: body ?? '' }
}

function copy(text: string, done: string): void {
  void navigator.clipboard?.writeText(text).then(() => announce(done))
}
