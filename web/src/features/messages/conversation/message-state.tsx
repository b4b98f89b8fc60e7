import { type Message, receiptOf } from '@porchlight/messaging/client'
import type { ReactNode } from 'react'
import { failureText } from '../failure.ts'
import { useWords } from '../words/use-words.ts'
import { useTalk } from './talk.ts'

/** How far an own message has come: nothing that no other page said. */
export function ReceiptWords({ message }: { message: Message }): ReactNode {
  const words = useWords()
  const { view } = useTalk()
  const { state, readBy } = receiptOf(message, view.members)
  const isPartlyRead = view.summary?.kind === 'GROUP' && state !== 'read' && readBy.length > 0
  return (
    <span className={`receipt receipt-${state}`}>
      {isPartlyRead ? words('state.readBy', { count: readBy.length }) : words(`state.${state}`)}
    </span>
  )
}

/** Edits, deletions and reactions that did not come through, with what can be done about them. */
export function FailedChanges({ message }: { message: Message }): ReactNode {
  const words = useWords()
  const failed = message.changes.filter(({ failure }) => failure !== undefined)
  return failed.map(({ id, failure }) => (
    <span className="bubble-trouble" role="alert" key={id}>
      {words('state.changeFailed')} {failureText(failure, words)} <TryAgain id={id} />
    </span>
  ))
}

export function TryAgain({ id }: { id: string }): ReactNode {
  const words = useWords()
  const { messaging } = useTalk()
  return (
    <span className="bubble-choices">
      <button type="button" className="text-button" onClick={() => void messaging.retry(id)}>
        {words('state.retry')}
      </button>
      <button type="button" className="text-button" onClick={() => void messaging.discard(id)}>
        {words('state.discard')}
      </button>
    </span>
  )
}
