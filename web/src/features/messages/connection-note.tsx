import { type ReactNode, useEffect, useState } from 'react'
import { useConnection } from './use-messaging.ts'
import { useWords } from './words/use-words.ts'

/** A blink of the line is nobody's concern. */
const patienceMs = 3_000

/** Says when what is shown may be old, or what is written waits. */
export function ConnectionNote(): ReactNode {
  const words = useWords()
  const { state } = useConnection()
  const [lasting, setLasting] = useState<typeof state>('live')
  useEffect(() => {
    const timer = setTimeout(() => setLasting(state), state === 'connecting' ? patienceMs : 0)
    return () => clearTimeout(timer)
  }, [state])
  return (
    <div role="status">
      {lasting !== 'live' && state !== 'live' && <p className="trouble">{words(`status.${state}`)}</p>}
    </div>
  )
}
