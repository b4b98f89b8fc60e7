import type { ReactNode } from 'react'
import { IconButton } from '../../../design/button.tsx'
import { shortText } from '../conversation/quote.tsx'
import { useTalk } from '../conversation/talk.ts'
import { nameOf } from '../names.ts'
import { useWords } from '../words/use-words.ts'

/** What is being answered or put into other words. */
export function WritingNote(): ReactNode {
  const words = useWords()
  const { view, meId, writing, write } = useTalk()
  if (writing.kind === 'new') return null
  const { message } = writing
  const name = message.senderId === meId ? words('message.you') : nameOf(message.senderId, view.people, words)
  const isEdit = writing.kind === 'edit'
  return (
    <div className="writing-note">
      <p>
        <strong>{isEdit ? words('compose.editing') : words('compose.replying', { name })}</strong>
        <span className="quote-text" dir="auto">
          {shortText({ body: message.body, pictures: message.attachments.length }, words)}
        </span>
      </p>
      <IconButton
        name="close"
        label={words(isEdit ? 'compose.cancelEdit' : 'compose.cancelReply')}
        onClick={() => write({ kind: 'new' })}
      />
    </div>
  )
}
