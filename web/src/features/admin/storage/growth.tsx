import type { Storage } from '@porchlight/contract/storage'
import type { ReactNode } from 'react'
import { useReader } from '../../../app/reader.ts'
import { longDate } from '../../../i18n/time.ts'
import { bytesText } from './bytes.ts'
import { useWords } from './words/use-words.ts'

const barWidth = 10
const height = 72

/** A bar a day, of all that was taken at its end. */
export function Growth({ days }: { days: Storage['days'] }): ReactNode {
  const words = useWords()
  const reader = useReader()
  const totals = days.map((each) => each.originalBytes + each.renderBytes + each.databaseBytes)
  const most = Math.max(1, ...totals)
  const told = (index: number) =>
    words('growth.day', {
      day: longDate(`${days[index]?.day}T12:00:00.000Z`, reader),
      bytes: bytesText(totals[index] ?? 0, reader.locale),
    })
  return (
    <section className="storage-section">
      <h2>{words('growth.title')}</h2>
      <figure className="storage-growth">
        <svg
          role="img"
          aria-label={words('growth.label')}
          viewBox={`0 0 ${days.length * barWidth} ${height}`}
          preserveAspectRatio="none"
        >
          {days.map(({ day }, index) => {
            const bar = Math.max(1, (height * (totals[index] ?? 0)) / most)
            return (
              <rect key={day} x={index * barWidth + 1} y={height - bar} width={barWidth - 2} height={bar}>
                <title>{told(index)}</title>
              </rect>
            )
          })}
        </svg>
        <figcaption className="soft small">
          <span>{told(0)}</span>
          <span>{told(days.length - 1)}</span>
        </figcaption>
      </figure>
    </section>
  )
}
