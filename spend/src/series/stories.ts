import { dayMs, hourMs, type Samples } from './series.ts'

/** Months of charges as AWS/Billing would show them, for the replay of an alarm. */
export interface Story {
  readonly name: string
  readonly summary: string
  readonly from: number
  readonly to: number
  /** In USD, by the day of the year that it begins on. */
  readonly dailySpend: (day: number) => number
  /** From a charge to its being seen. */
  readonly lagMs: number
  /** Nothing is posted from here on. */
  readonly darkFrom?: number
}

/** EstimatedCharges is posted about so often. */
const postedEveryMs = 6 * hourMs

const march = Date.UTC(2026, 2, 1)
const april = Date.UTC(2026, 3, 1)
const may = Date.UTC(2026, 4, 1)
const twoMonths = { from: march, to: may } as const

export const stories: readonly Story[] = [
  {
    ...twoMonths,
    name: 'quiet-month',
    summary: '$0.20 a day for two months: nothing should fire',
    dailySpend: () => 0.2,
    lagMs: 0,
  },
  {
    ...twoMonths,
    name: 'month-reset',
    summary: '$3 a day throughout: the alarm should stay on over the month’s reset',
    dailySpend: () => 3,
    lagMs: 0,
  },
  {
    ...twoMonths,
    name: 'runaway-on-the-1st',
    summary: '$0.20 a day, and $4 on 1 April: it should fire then',
    dailySpend: (day) => (day === april ? 4 : 0.2),
    lagMs: 0,
  },
  {
    ...twoMonths,
    name: 'reporting-lag',
    summary: 'the same, and charges are seen 8 hours late',
    dailySpend: (day) => (day === april ? 4 : 0.2),
    lagMs: 8 * hourMs,
  },
  {
    ...twoMonths,
    name: 'feed-gone-dark',
    summary: '$0.20 a day, and from 20 March on nothing is posted: it should say that it knows nothing',
    dailySpend: () => 0.2,
    lagMs: 0,
    darkFrom: Date.UTC(2026, 2, 20),
  },
  {
    ...twoMonths,
    name: 'never-switched-on',
    summary: 'billing alerts were never switched on: there is no data at all',
    dailySpend: () => 0.2,
    lagMs: 0,
    darkFrom: march,
  },
]

/** Month to date, as it is posted: it begins at nothing each month. */
export function samplesOf({ from, to, dailySpend, lagMs, darkFrom = to }: Story): Samples {
  const samples = []
  let monthToDate = 0
  for (let at = from; at < darkFrom; at += postedEveryMs) {
    const postedAt = at + postedEveryMs
    const day = Math.floor(at / dayMs) * dayMs
    if (new Date(day).getUTCDate() === 1 && at === day) monthToDate = 0
    monthToDate += (dailySpend(day) * postedEveryMs) / dayMs
    // What a day's last hours cost is posted while they last: at midnight the next month's count begins.
    samples.push({ at: postedAt - 1, value: monthToDate, seenAt: postedAt + lagMs })
  }
  return samples
}
