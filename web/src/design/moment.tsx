import type { ReactNode } from 'react'
import { useHydrated, useReader } from '../app/reader.ts'
import { fullTime, longDate, shortTime } from '../i18n/time.ts'

/** "3 min", with the full date on hover. The server's ICU data may differ from the browser's in a space or a stop. */
export function Moment({ at }: { at: string }): ReactNode {
  const reader = useReader()
  const hydrated = useHydrated()
  return (
    <time dateTime={at} title={hydrated ? fullTime(at, reader) : undefined} suppressHydrationWarning>
      {shortTime(at, reader)}
    </time>
  )
}

export function LongDate({ at }: { at: string }): ReactNode {
  const reader = useReader()
  return (
    <time dateTime={at} suppressHydrationWarning>
      {longDate(at, reader)}
    </time>
  )
}
