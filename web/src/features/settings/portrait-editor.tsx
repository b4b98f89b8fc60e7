import type { Me } from '@porchlight/contract/members'
import type { FocalPoint } from '@porchlight/contract/pictures'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useCall } from '../../app/context.tsx'
import { Button } from '../../design/button.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { troubleText } from '../pictures/trouble.ts'
import { askWhenTold } from '../pictures/upload/ask-when-told.ts'
import type { ChosenFile } from '../pictures/upload/choose.ts'
import { PortraitFault, type PortraitPurpose, type PortraitStep, uploadPortrait } from '../pictures/upload/portrait.ts'
import { put } from '../pictures/upload/put.ts'
import type { Trouble } from '../pictures/upload/tray-state.ts'
import { useWords } from '../pictures/words/use-words.ts'
import { PortraitFrame } from './portrait-frame.tsx'
import { useChangePortrait } from './use-change-portrait.ts'

interface PortraitEditorProps {
  readonly purpose: PortraitPurpose
  readonly chosen: ChosenFile
  readonly me: Me
  readonly onClose: () => void
}

/** A chosen picture in the shape that it will have: moved until it sits well, then sent. */
export function PortraitEditor({ purpose, chosen, me, onClose }: PortraitEditorProps): ReactNode {
  const call = useCall()
  const words = useWords()
  const t = useTranslate()
  const change = useChangePortrait(me)
  const [focalPoint, setFocalPoint] = useState<FocalPoint>({ x: 0.5, y: 0.5 })
  const [step, setStep] = useState<PortraitStep | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  async function use(): Promise<void> {
    const controller = new AbortController()
    running.current = controller
    setTrouble(null)
    const means = { call, put, watch: askWhenTold, onStep: setStep, signal: controller.signal }
    try {
      const picture = await uploadPortrait({ purpose, chosen, focalPoint }, means)
      if (await change(purpose, picture.id)) onClose()
    } catch (error) {
      if (error instanceof PortraitFault) setTrouble(error.trouble)
    } finally {
      setStep(null)
    }
  }

  return (
    <div className="portrait-editor">
      <PortraitFrame purpose={purpose} file={chosen.file} value={focalPoint} onChange={setFocalPoint} />
      <StepLine step={step} />
      {trouble && (
        <p className="field-fault" role="alert">
          {troubleText(trouble, t, words)}
        </p>
      )}
      <div className="form-actions">
        <Button look="primary" busy={step !== null} onClick={() => void use()}>
          {words('portrait.use')}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {words('portrait.cancel')}
        </Button>
      </div>
    </div>
  )
}

function StepLine({ step }: { step: PortraitStep | null }): ReactNode {
  const words = useWords()
  const isSending = step?.kind === 'sending'
  return (
    <div className="portrait-step" role="status">
      {isSending && <progress max={1} value={step.sent} aria-label={words('portrait.sendingLabel')} />}
      {step?.kind === 'processing' && <span>{words('portrait.processing')}</span>}
    </div>
  )
}
