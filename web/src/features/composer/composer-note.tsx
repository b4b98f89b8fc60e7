import type { ReactNode } from 'react'
import { Button } from '../../design/button.tsx'
import { refusalText } from '../pictures/trouble.ts'
import type { Refusal } from '../pictures/upload/choose.ts'
import type { Tray } from '../pictures/upload/tray-state.ts'
import { useWords } from '../pictures/words/use-words.ts'
import type { Sending } from './use-sending.ts'

interface ComposerNoteProps {
  readonly sending: Sending
  readonly tray: Tray
  readonly refusals: readonly Refusal[]
  readonly onDescribe: (key: string) => void
}

/** What stands between a post and its being sent, and which files were not taken. */
export function ComposerNote({ sending, tray, refusals, onDescribe }: ComposerNoteProps): ReactNode {
  const words = useWords()
  return (
    <>
      <div className="composer-refusals" role="alert">
        {refusals.map((refusal) => (
          <p key={'name' in refusal ? refusal.name : refusal.kind}>{refusalText(refusal, words)}</p>
        ))}
      </div>
      <div role="status">
        <StageNote sending={sending} tray={tray} onDescribe={onDescribe} />
      </div>
    </>
  )
}

function StageNote({ sending, tray, onDescribe }: Omit<ComposerNoteProps, 'refusals'>): ReactNode {
  const words = useWords()
  if (sending.stage === 'waiting') {
    const count = tray.filter(({ state }) => state.kind !== 'claimable').length
    return (
      <p className="composer-note">
        {words('tray.waiting', { count })}
        <button type="button" className="text-button" onClick={sending.stop}>
          {words('tray.stopWaiting')}
        </button>
      </p>
    )
  }
  if (sending.stage === 'reminding') return <Reminder sending={sending} tray={tray} onDescribe={onDescribe} />
  if (sending.stage === 'blocked') return <p className="composer-note">{words('tray.blocked')}</p>
  return sending.stage === 'unsaved' ? <p className="composer-note">{words('describe.failed')}</p> : null
}

function Reminder({ sending, tray, onDescribe }: Omit<ComposerNoteProps, 'refusals'>): ReactNode {
  const words = useWords()
  const undescribed = tray.filter(({ altText }) => altText.trim() === '')
  const [first] = undescribed
  if (first === undefined) return null
  function describe(key: string): void {
    sending.stop()
    onDescribe(key)
  }
  return (
    <div className="composer-reminder">
      <p>{words('remind.text', { count: undescribed.length })}</p>
      <div className="form-actions">
        <Button onClick={() => describe(first.key)}>{words('remind.describe')}</Button>
        <Button look="quiet" onClick={() => sending.start('asIs')}>
          {words('remind.post')}
        </Button>
      </div>
    </div>
  )
}
