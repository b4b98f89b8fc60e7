import type { Me } from '@porchlight/contract/members'
import { pictureLimits } from '@porchlight/contract/pictures'
import { graphemes, isPlainText, limits } from '@porchlight/contract/text'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { Button } from '../../design/button.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { AddPictures } from '../pictures/upload/add-pictures.tsx'
import { chooseFrom, type Refusal } from '../pictures/upload/choose.ts'
import type { Tray } from '../pictures/upload/tray-state.ts'
import { TrayStrip } from '../pictures/upload/tray-strip.tsx'
import { useDrop } from '../pictures/upload/use-drop.ts'
import { ComposerNote } from './composer-note.tsx'
import { Counter } from './counter.tsx'
import { DescribedPicture } from './described-picture.tsx'
import { keepDraft, readDraft } from './drafts.ts'
import type { Target } from './open.ts'
import { newOutgoing } from './outbox.ts'
import { usePublish } from './publish.ts'
import { useTray } from './trays.ts'
import { useSending } from './use-sending.ts'
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
  const publish = usePublish()
  const targetId = targetIdOf(target)
  const [text, setText] = useState(() => readDraft(me.id, targetId))
  const { store, tray } = useTray({ memberId: me.id, targetId, purpose: 'post' })
  const [described, setDescribed] = useState<string | null>(null)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const field = useFocusAtEnd()
  const drop = useDrop((files) => void add(files))
  const sending = useSending({ store, tray, onReady: send })
  const isReady = isWritten(text, tray)

  function change(next: string): void {
    setText(next)
    keepDraft(me.id, targetId, next)
  }

  async function add(files: readonly File[]): Promise<void> {
    const { chosen, refusals } = await chooseFrom(files, pictureLimits.perPost - store.tray().length)
    setRefusals(refusals)
    store.add(chosen)
  }

  function send(): void {
    const pictures = tray.flatMap(({ picture, altText, focalPoint }) =>
      picture ? [{ ...picture, altText, focalPoint }] : [],
    )
    const replyToId = target.kind === 'reply' ? target.post.id : null
    void publish(newOutgoing({ memberId: me.id, text: text.trim(), pictures, replyToId }))
    change('')
    store.release()
    onSent()
  }

  function start(): void {
    if (isReady) sending.start()
    else field.current?.focus()
  }

  return (
    <>
      <form
        className={drop.over ? 'composer composer-over' : 'composer'}
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}
        {...drop.handlers}
      >
        <Avatar member={me} />
        <div className="composer-main">
          <Words ref={field} target={target} text={text} onChange={change} onSend={start} />
          <TrayStrip store={store} tray={tray} onDescribe={setDescribed} />
          <ComposerNote sending={sending} tray={tray} refusals={refusals} onDescribe={setDescribed} />
          <Foot target={target} text={text} tray={tray} isReady={isReady} isBusy={sending.isBusy} onFiles={add} />
        </div>
      </form>
      <DescribedPicture store={store} tray={tray} described={described} onClose={() => setDescribed(null)} />
    </>
  )
}

/** Words, or a picture that says more, and nothing too long. */
function isWritten(text: string, tray: Tray): boolean {
  const written = text.trim()
  const fits =
    text.length <= limits.postUtf16Units && graphemes(written) <= limits.postGraphemes && isPlainText(written)
  return fits && (written !== '' || tray.length > 0)
}

interface WordsProps {
  readonly ref: ReturnType<typeof useFocusAtEnd>
  readonly target: Target
  readonly text: string
  readonly onChange: (text: string) => void
  readonly onSend: () => void
}

function Words({ ref, target, text, onChange, onSend }: WordsProps): ReactNode {
  const t = useTranslate()
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    onSend()
  }
  return (
    <textarea
      ref={ref}
      dir="auto"
      rows={3}
      value={text}
      aria-label={t(target.kind === 'reply' ? 'compose.labelReply' : 'compose.label')}
      placeholder={t(target.kind === 'reply' ? 'compose.promptReply' : 'compose.prompt')}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
    />
  )
}

interface FootProps {
  readonly target: Target
  readonly text: string
  readonly tray: Tray
  readonly isReady: boolean
  readonly isBusy: boolean
  readonly onFiles: (files: readonly File[]) => Promise<void>
}

function Foot({ target, text, tray, isReady, isBusy, onFiles }: FootProps): ReactNode {
  const t = useTranslate()
  return (
    <div className="composer-foot">
      <AddPictures full={tray.length >= pictureLimits.perPost} onFiles={(files) => void onFiles(files)} />
      <span className="composer-hint soft small">
        {t(text === '' && tray.length === 0 ? 'compose.hint' : 'compose.kept')}
      </span>
      <Counter used={graphemes(text.trim())} />
      <Button look="primary" type="submit" disabled={!isReady} busy={isBusy}>
        {t(target.kind === 'reply' ? 'compose.sendReply' : 'compose.send')}
      </Button>
    </div>
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
