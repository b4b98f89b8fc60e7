import type { AlarmState } from '../evaluator/next-state.ts'
import { dayMs, type Samples } from '../series/series.ts'
import type { Transition } from './replay.ts'

export interface Drawing {
  readonly samples: Samples
  readonly transitions: readonly Transition[]
  readonly from: number
  readonly to: number
}

const marks: Readonly<Record<AlarmState, string>> = { OK: '·', ALARM: '█', INSUFFICIENT_DATA: '?' }
const barWidth = 32

/** A line a day: what the month has cost by its end, and the alarm's state in each four hours. */
export function draw({ samples, transitions, from, to }: Drawing): string {
  const most = Math.max(0.01, ...samples.map(({ value }) => value))
  const lines = [`${'day'.padEnd(10)}  ${'USD'.padStart(8)}  ${'month to date'.padEnd(barWidth)}  alarm`]
  for (let day = from; day < to; day += dayMs) {
    const value = samples.findLast(({ at }) => at >= day && at < day + dayMs)?.value
    const bar = '▇'.repeat(Math.round(((value ?? 0) / most) * barWidth))
    const states = Array.from({ length: 6 }, (_, index) => marks[stateAt(transitions, day + (index + 1) * (dayMs / 6))])
    const amount = (value === undefined ? '-' : value.toFixed(2)).padStart(8)
    lines.push(`${isoDay(day)}  ${amount}  ${bar.padEnd(barWidth)}  ${states.join('')}`)
  }
  lines.push('', `${marks.ALARM} ALARM   ${marks.OK} OK   ${marks.INSUFFICIENT_DATA} INSUFFICIENT_DATA; six a day, UTC`)
  return lines.join('\n')
}

/** What fired and when, and whom it told. */
export function tell(transitions: readonly Transition[]): string {
  if (transitions.length === 0) return 'It never left INSUFFICIENT_DATA, and told nobody.'
  return transitions
    .map(({ at, from, to, value, actions }) => {
      const time = new Date(at).toISOString().slice(0, 16).replace('T', ' ')
      const told = actions.length === 0 ? 'tells nobody' : `tells ${actions.join(', ')}`
      return `${time}  ${from} -> ${to}${value === undefined ? '' : ` at ${value.toFixed(2)}`}; ${told}`
    })
    .join('\n')
}

function stateAt(transitions: readonly Transition[], at: number): AlarmState {
  return transitions.findLast((each) => each.at <= at)?.to ?? 'INSUFFICIENT_DATA'
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
