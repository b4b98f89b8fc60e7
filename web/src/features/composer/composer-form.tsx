import type { Me } from '@porchlight/contract/members'
import { graphemes, isPlainText, limits } from '@porchlight/contract/text'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { Button } from '../../design/button.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { Counter } from './counter.tsx'
import { keepDraft, readDraft } from './drafts.ts'
import type { Target } from './open.ts'
import { newOutgoing } from './outbox.ts'
import { usePublish } from './publish.ts'
import './composer.css'

export function targetIdOf(target: Target): string {
  return target.kind === 'reply' ? target.post.id : 'new'
}

interface ComposerFormProps {
  readonly me: Me
  readonly target: Target
  /** The text has been taken: it is on its way. */
  readonly onSent: () => void
}

export function ComposerForm({ me, target, onSent }: ComposerFormProps): ReactNode {
  const t = useTranslate()
  const publish = usePublish()
  const targetId = targetIdOf(target)
  const [text, setText] = useState(() => readDraft(me.id, targetId))
  const field = useFocusAtEnd()
  const hintId = useId()
  const used = graphemes(text.trim())
  const ready =
    used > 0 && used <= limits.postGraphemes && text.length <= limits.postUtf16Units && isPlainText(text.trim())

  function change(next: string): void {
    setText(next)
    keepDraft(me.id, targetId, next)
  }

  function send(): void {
    if (!ready) {
      field.current?.focus()
      return
    }
    void publish(newOutgoing(me.id, text.trim(), target.kind === 'reply' ? target.post.id : null))
    change('')
    onSent()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    send()
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Avatar member={me} />
      <div className="composer-main">
        <textarea
          ref={field}
          dir="auto"
          rows={3}
          value={text}
          aria-label={t(target.kind === 'reply' ? 'compose.labelReply' : 'compose.label')}
          aria-describedby={hintId}
          placeholder={t(target.kind === 'reply' ? 'compose.promptReply' : 'compose.prompt')}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <div className="composer-foot">
          <span className="composer-hint soft small" id={hintId}>
            {t(text === '' ? 'compose.hint' : 'compose.kept')}
          </span>
          <Counter used={used} />
          <Button look="primary" type="submit" disabled={!ready}>
            {t(target.kind === 'reply' ? 'compose.sendReply' : 'compose.send')}
          </Button>
        </div>
      </div>
    </form>
  )
}

function useFocusAtEnd() {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const { current } = field
    current?.focus()
    current?.setSelectionRange(current.value.length, current.value.length)
  }, [])
  return field
}
