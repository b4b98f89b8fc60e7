import type { Samples } from '../series/series.ts'

export type Statistic = 'Maximum' | 'Minimum' | 'Average' | 'Sum' | 'SampleCount'

/** Half open: `to` belongs to the next. */
export interface Period {
  readonly from: number
  readonly to: number
}

/** The last `count` periods before `at`, oldest first: sliding ones end there, those of the wall clock at their last whole one. */
export function periodsBefore(at: number, { count, ms, zone }: { count: number; ms: number; zone?: string }): Period[] {
  const end = zone === undefined ? at : wallClockEnd(at, ms, zone)
  return Array.from({ length: count }, (_, index) => {
    const to = end - (count - 1 - index) * ms
    return { from: to - ms, to }
  })
}

/** What was to be seen at `at` of the values in that period, as one. */
export function statisticOf(
  samples: Samples,
  { from, to }: Period,
  { at, statistic }: { at: number; statistic: Statistic },
): number | undefined {
  const values: number[] = []
  for (let index = firstFrom(samples, from); index < samples.length; index += 1) {
    const sample = samples[index]
    if (sample === undefined || sample.at >= to) break
    if (sample.seenAt <= at) values.push(sample.value)
  }
  return values.length === 0 ? undefined : statistics[statistic](values)
}

const statistics: Readonly<Record<Statistic, (values: readonly number[]) => number>> = {
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  SampleCount: (values) => values.length,
}

function firstFrom(samples: Samples, from: number): number {
  let [low, high] = [0, samples.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((samples[middle]?.at ?? Number.POSITIVE_INFINITY) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** The end of the period of the wall clock that `at` lies in: the current one counts while it lasts. */
function wallClockEnd(at: number, ms: number, zone: string): number {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const since = now.startOfDay().epochMilliseconds
  return since + (Math.floor((at - since) / ms) + 1) * ms
}
