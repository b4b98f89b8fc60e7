import type { ReactNode } from 'react'
import { Button } from '../../../design/button.tsx'
import { useTalk } from '../conversation/talk.ts'
import { useDeed } from '../use-deed.ts'
import { useWords } from '../words/use-words.ts'

const hourMs = 3_600_000
/** As long as anybody will remember. */
const alwaysMs = 100 * 365 * 24 * hourMs
const spans = { hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs, always: alwaysMs } as const
const spanNames = ['hour', 'day', 'week', 'always'] as const

/** For how long nothing of this conversation shall draw the reader here. */
export function MuteField(): ReactNode {
  const words = useWords()
  const { view, handle } = useTalk()
  const { busy, run } = useDeed()
  if (view.summary?.muted) {
    return (
      <div className="details-row">
        <span>{words('details.muted')}</span>
        <Button busy={busy} onClick={() => run(() => handle.mute(null))}>
          {words('details.unmute')}
        </Button>
      </div>
    )
  }
  return (
    <fieldset className="details-mute">
      <legend>{words('details.mute')}</legend>
      <p className="field-hint">{words('details.mute.hint')}</p>
      {spanNames.map((span) => (
        <Button
          key={span}
          busy={busy}
          onClick={() => run(() => handle.mute(new Date(Date.now() + spans[span]).toISOString()))}
        >
          {words(`details.mute.${span}`)}
        </Button>
      ))}
    </fieldset>
  )
}
