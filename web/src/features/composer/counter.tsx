import { limits } from '@porchlight/contract/text'
import type { ReactNode } from 'react'
import { useTranslate } from '../../i18n/translate.tsx'

const circumference = 2 * Math.PI * 9

/** A ring that fills; the number joins it near the limit, and is said there too. */
export function Counter({ used }: { used: number }): ReactNode {
  const t = useTranslate()
  const left = limits.postGraphemes - used
  const near = left <= 50
  const filled = Math.min(1, used / limits.postGraphemes)
  const says = left >= 0 ? t('compose.left', { count: left }) : t('compose.over', { count: -left })
  return (
    <span className={`counter${near ? ' counter-near' : ''}${left < 0 ? ' counter-over' : ''}`}>
      {near && <span aria-hidden="true">{left}</span>}
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <circle className="counter-track" cx="12" cy="12" r="9" />
        <circle
          className="counter-fill"
          cx="12"
          cy="12"
          r="9"
          strokeDasharray={`${filled * circumference} ${circumference}`}
          transform="rotate(-90 12 12)"
        />
      </svg>
      <span className="said" role="status">
        {near ? says : ''}
      </span>
    </span>
  )
}
