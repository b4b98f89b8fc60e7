import type { Webhook } from '@porchlight/contract/webhooks'
import type { ReactNode } from 'react'
import { useReader } from '../../../app/reader.ts'
import { fullTime } from '../../../i18n/time.ts'
import { useWords } from './words/use-words.ts'

export function StateText({ webhook }: { webhook: Webhook }): ReactNode {
  const words = useWords()
  const reader = useReader()
  const { disabledBecause, failingSince } = webhook
  const isWell = disabledBecause === null && failingSince === null
  const ill = disabledBecause ?? 'ailing'
  return (
    <span className="webhook-state small">
      <span className={isWell ? 'webhook-well' : 'webhook-ill'}>{words(`state.${isWell ? 'enabled' : ill}`)}</span>
      {failingSince !== null && (
        <span className="soft">{words('state.since', { date: fullTime(failingSince, reader) })}</span>
      )}
    </span>
  )
}
