import { messagingLimits } from '@porchlight/contract/messaging'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { IconButton } from '../../../design/button.tsx'
import { DescribedPicture } from '../../composer/described-picture.tsx'
import { keepDraft, readDraft } from '../../composer/drafts.ts'
import { useTray } from '../../composer/trays.ts'
import { refusalText } from '../../pictures/trouble.ts'
import { AddPictures } from '../../pictures/upload/add-pictures.tsx'
import { chooseFrom, type Refusal } from '../../pictures/upload/choose.ts'
import { TrayStrip } from '../../pictures/upload/tray-strip.tsx'
import { useDrop } from '../../pictures/upload/use-drop.ts'
import { useWords as usePictureWords } from '../../pictures/words/use-words.ts'
import { focusLastMessage } from '../conversation/keys.ts'
import { useTalk } from '../conversation/talk.ts'
import { useWords } from '../words/use-words.ts'
import { draftIdOf } from './draft-id.ts'
import { useSendMessage } from './use-send-message.ts'
import { WritingNote } from './writing-note.tsx'

/** Where a message is written: kept on the device until it is sent. */
export function MessageComposer(): ReactNode {
  const words = useWords()
  const { handle, meId, writing, write } = useTalk()
  const draftId = draftIdOf(handle.id)
  const [text, setText] = useState(() => readDraft(meId, draftId))
  const { store, tray } = useTray({ memberId: meId, targetId: draftId, purpose: 'message' })
  const [described, setDescribed] = useState<string | null>(null)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const isEditing = writing.kind === 'edit'
  const field = useWritingField(() => setText(isEditing ? (writing.message.body ?? '') : readDraft(meId, draftId)))
  const sending = useSendMessage({ text, store, tray, onSent: () => change('') })
  const drop = useDrop((files) => void add(files))

  function change(next: string): void {
    setText(next)
    if (isEditing) return
    keepDraft(meId, draftId, next)
    if (next !== '') handle.typing()
  }

  async function add(files: readonly File[]): Promise<void> {
    if (isEditing) return
    const { chosen, refusals } = await chooseFrom(files, messagingLimits.pictures - store.tray().length)
    setRefusals(refusals)
    store.add(chosen)
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return
    const deed = deedOf(event, text)
    if (deed === undefined) return
    event.preventDefault()
    if (deed === 'send') sending.send()
    else if (deed === 'cancel') write({ kind: 'new' })
    else focusLastMessage()
  }

  return (
    <form
      className={drop.over ? 'message-composer composer-over' : 'message-composer'}
      onSubmit={(event) => {
        event.preventDefault()
        sending.send()
      }}
      {...drop.handlers}
    >
      <WritingNote />
      {!isEditing && <TrayStrip store={store} tray={tray} onDescribe={setDescribed} />}
      <Refusals refusals={refusals} />
      <p className="composer-note" role="status">
        {sending.note}
      </p>
      <div className="message-composer-row">
        {!isEditing && (
          <AddPictures full={tray.length >= messagingLimits.pictures} onFiles={(files) => void add(files)} />
        )}
        <textarea
          ref={field}
          className="input"
          dir="auto"
          rows={1}
          value={text}
          aria-label={words('compose.label')}
          placeholder={words('compose.prompt')}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <IconButton
          name="send"
          type="submit"
          className="send-button"
          label={words(isEditing ? 'compose.save' : 'compose.send')}
          disabled={!sending.isReady}
        />
      </div>
      <DescribedPicture store={store} tray={tray} described={described} onClose={() => setDescribed(null)} />
    </form>
  )
}

type Deed = 'send' | 'cancel' | 'lookUp'

/** Under a thumb, Enter begins a line: there the button sends. */
function deedOf({ key, shiftKey }: KeyboardEvent, text: string): Deed | undefined {
  if (key === 'Enter' && !shiftKey && !matchMedia('(pointer: coarse)').matches) return 'send'
  if (key === 'Escape') return 'cancel'
  return key === 'ArrowUp' && text === '' ? 'lookUp' : undefined
}

/** Takes other words up, and the focus with them, when what is being written becomes another thing. */
function useWritingField(refill: () => void) {
  const { writing } = useTalk()
  const field = useRef<HTMLTextAreaElement>(null)
  const last = useRef(writing)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it answers to what is being written alone
  useEffect(() => {
    const isFirst = last.current === writing
    if (!isFirst && (writing.kind === 'edit' || last.current.kind === 'edit')) refill()
    last.current = writing
    if (!isFirst || !matchMedia('(pointer: coarse)').matches) field.current?.focus({ preventScroll: true })
  }, [writing])
  return field
}

function Refusals({ refusals }: { refusals: readonly Refusal[] }): ReactNode {
  const words = usePictureWords()
  return (
    <div className="composer-refusals" role="alert">
      {refusals.map((refusal) => (
        <p key={'name' in refusal ? refusal.name : refusal.kind}>{refusalText(refusal, words)}</p>
      ))}
    </div>
  )
}
