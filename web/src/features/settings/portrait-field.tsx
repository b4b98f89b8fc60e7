import type { Me } from '@porchlight/contract/members'
import { type ChangeEvent, type ReactNode, useRef, useState } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { Button } from '../../design/button.tsx'
import { Picture } from '../pictures/picture.tsx'
import { refusalText } from '../pictures/trouble.ts'
import { acceptedFiles } from '../pictures/upload/add-pictures.tsx'
import { type ChosenFile, chooseFrom, type Refusal } from '../pictures/upload/choose.ts'
import type { PortraitPurpose } from '../pictures/upload/portrait.ts'
import { useWords } from '../pictures/words/use-words.ts'
import { PortraitEditor } from './portrait-editor.tsx'
import { useChangePortrait } from './use-change-portrait.ts'
import './portrait.css'

/** The picture beside a member's name, or the one above their profile: as it is, and with what to do about it. */
export function PortraitField({ me, purpose }: { me: Me; purpose: PortraitPurpose }): ReactNode {
  const words = useWords()
  const change = useChangePortrait(me)
  const input = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<ChosenFile | null>(null)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const current = me[purpose]

  async function choose(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const files = [...(event.target.files ?? [])]
    event.target.value = ''
    const choice = await chooseFrom(files, 1)
    setRefusals(choice.refusals)
    setChosen(choice.chosen[0] ?? null)
  }

  return (
    <div className="portrait">
      <h3>{words(`portrait.${purpose}`)}</h3>
      {chosen ? (
        <PortraitEditor purpose={purpose} chosen={chosen} me={me} onClose={() => setChosen(null)} />
      ) : (
        <div className={`portrait-now portrait-now-${purpose}`}>
          <CurrentPortrait me={me} purpose={purpose} />
          <div>
            <p className="soft small">{words(`portrait.${purpose}Text`)}</p>
            <div className="form-actions">
              <Button icon="picture" onClick={() => input.current?.click()}>
                {words(current ? 'portrait.change' : 'portrait.choose')}
              </Button>
              {current && (
                <Button look="quiet" icon="trash" onClick={() => void change(purpose, null)}>
                  {words('portrait.remove')}
                </Button>
              )}
            </div>
          </div>
        </div>
      )}
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        accept={acceptedFiles}
        data-role={purpose}
        onChange={(event) => void choose(event)}
      />
      {refusals.map((refusal) => (
        <p className="field-fault" role="alert" key={refusal.kind}>
          {refusalText(refusal, words)}
        </p>
      ))}
    </div>
  )
}

function CurrentPortrait({ me, purpose }: { me: Me; purpose: PortraitPurpose }): ReactNode {
  if (purpose === 'avatar') return <Avatar member={me} size="large" />
  return (
    <div className="portrait-banner">
      {me.banner && <Picture picture={me.banner} sizes="(min-width: 760px) 560px, 100vw" alt="" />}
    </div>
  )
}
