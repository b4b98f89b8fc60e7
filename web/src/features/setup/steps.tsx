import type { ReactNode } from 'react'
import { useTranslate } from '../../i18n/translate.tsx'
import './steps.css'

const steps = 3

export function Steps({ step }: { step: 1 | 2 | 3 }): ReactNode {
  const t = useTranslate()
  return (
    <div className="steps" role="img" aria-label={t('setup.step', { step, steps })}>
      {[1, 2, 3].map((number) => (
        <span key={number} className={number <= step ? 'step step-done' : 'step'} />
      ))}
    </div>
  )
}
