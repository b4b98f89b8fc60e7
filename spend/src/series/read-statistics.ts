import { z } from 'zod'
import { faultOfStep, readTime } from './read-csv.ts'
import { type Samples, SeriesFault } from './series.ts'

const Statistics = z.object({
  Datapoints: z
    .array(
      z.object({
        Timestamp: z.string(),
        Maximum: z.number().min(0, 'is negative: charges of a month do not fall below nothing'),
        Unit: z.enum(['None']).optional(),
      }),
    )
    .min(1, 'holds no data point: are billing alerts switched on, and was us-east-1 asked?'),
})

/**
 * Reads what `aws cloudwatch get-metric-statistics --statistics Maximum` prints, which is in no order.
 *
 * @throws {SeriesFault}
 */
export function readStatistics(text: string): Samples {
  const parsed = Statistics.safeParse(parseJson(text))
  if (!parsed.success)
    throw new SeriesFault(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  const faults: string[] = []
  const samples = parsed.data.Datapoints.flatMap(({ Timestamp, Maximum }) => {
    const at = readTime(Timestamp)
    if (at === undefined) faults.push(`"${Timestamp}" is no time in UTC`)
    return at === undefined ? [] : [{ at, value: Maximum, seenAt: at }]
  }).sort((one, other) => one.at - other.at)
  samples.forEach((sample, index) => {
    const fault = faultOfStep(samples[index - 1], sample)
    if (fault !== undefined) faults.push(fault)
  })
  if (faults.length > 0) throw new SeriesFault(faults)
  return samples
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new SeriesFault([`The series is not JSON: ${error instanceof Error ? error.message : error}`])
  }
}
