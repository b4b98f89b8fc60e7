import type { FirewallState } from '@porchlight/contract/firewall'
import type { ReactNode } from 'react'
import { useReader } from '../../../app/reader.ts'
import { useWords } from './words/use-words.ts'

const height = 72
const step = 12
const bar = 8

/** A bar an hour, as much as was turned away; what was only counted stands pale above it. */
export function HoursChart({ hours }: { hours: FirewallState['hours'] }): ReactNode {
  const words = useWords()
  const { locale, timeZone } = useReader()
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', ...(timeZone && { timeZone }) })
  const most = Math.max(1, ...hours.map(({ blocked, counted }) => blocked + counted))
  const heightOf = (value: number): number => (value === 0 ? 0 : Math.max(2, (value / most) * (height - 2)))
  return (
    <figure className="hours">
      <svg viewBox={`0 0 ${hours.length * step} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {hours.map(({ at, blocked, counted }, index) => {
          const x = index * step + (step - bar) / 2
          const [low, high] = [heightOf(blocked), heightOf(blocked + counted)]
          return (
            <g key={at}>
              <title>{words('day.hour', { hour: clock.format(Date.parse(at)), blocked, counted })}</title>
              <rect className="hours-floor" x={x} y={height - 1} width={bar} height={1} />
              <rect className="hours-counted" x={x} y={height - high} width={bar} height={Math.max(0, high - low)} />
              <rect className="hours-blocked" x={x} y={height - low} width={bar} height={low} />
            </g>
          )
        })}
      </svg>
      <figcaption>
        <span>{clock.format(Date.parse(hours[0]?.at ?? ''))}</span>
        <span className="said">{words('day.chart')}</span>
        <span>{clock.format(Date.parse(hours.at(-1)?.at ?? ''))}</span>
      </figcaption>
      <ol className="said">
        {hours
          .filter(({ blocked, counted }) => blocked + counted > 0)
          .map(({ at, blocked, counted }) => (
            <li key={at}>{words('day.hour', { hour: clock.format(Date.parse(at)), blocked, counted })}</li>
          ))}
      </ol>
    </figure>
  )
}

const sparkHeight = 20

/** The same in small, of one rule; the figures beside it say it in words. */
export function Sparkline({ hours }: { hours: readonly number[] }): ReactNode {
  const words = useWords()
  const most = Math.max(...hours)
  if (most === 0) return null
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${hours.length * 4} ${sparkHeight}`}
      role="img"
      aria-label={words('rule.hours', { most })}
    >
      {hours.map((value, index) => {
        const high = value === 0 ? 1 : Math.max(3, (value / most) * sparkHeight)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the hours stand in order
          <rect key={index} x={index * 4} y={sparkHeight - high} width={3} height={high} />
        )
      })}
    </svg>
  )
}
