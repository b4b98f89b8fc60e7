import { parse } from 'csv-parse/sync'
import { hourMs, type Sample, type Samples, SeriesFault } from './series.ts'

const columns = ['timestamp', 'value', 'currency', 'seen'] as const
/** Charges are posted about every six hours: a longer silence is a gap. */
const gapMs = 24 * hourMs

/**
 * Reads `timestamp,value` with a heading, and optionally `currency` and `seen` (when the value could be read). Times are
 * ISO 8601 in UTC.
 *
 * @throws {SeriesFault} with every line that cannot be used.
 */
export function readCsv(text: string): Samples {
  const rows = parseRows(text)
  const faults: string[] = []
  const samples = rows.flatMap((row, index) => readRow(row, index + 2, faults) ?? [])
  samples.forEach((sample, index) => {
    const fault = faultOfStep(samples[index - 1], sample)
    if (fault !== undefined) faults.push(`line ${index + 2}: ${fault}`)
  })
  if (faults.length > 0) throw new SeriesFault(faults)
  if (samples.length === 0) throw new SeriesFault(['There is no line with a value.'])
  return samples
}

function parseRows(text: string): Record<string, string>[] {
  try {
    const heading = (names: string[]): string[] => {
      const missing = columns.slice(0, 2).filter((name) => !names.includes(name))
      if (missing.length > 0) throw new SeriesFault([`line 1: the heading has no ${missing.join(' and no ')}`])
      return names
    }
    return parse(text, { columns: heading, trim: true, skip_empty_lines: true, bom: true })
  } catch (error) {
    if (error instanceof SeriesFault) throw error
    throw new SeriesFault([error instanceof Error ? error.message : String(error)])
  }
}

function readRow(row: Record<string, string>, line: number, faults: string[]): Sample | undefined {
  const at = readTime(row.timestamp)
  const seenAt = row.seen === undefined || row.seen === '' ? at : readTime(row.seen)
  const value = row.value === '' ? Number.NaN : Number(row.value)
  const wrong = [
    at === undefined && `"${row.timestamp}" is no time in UTC, such as 2026-03-01T06:00:00Z`,
    seenAt === undefined && `"${row.seen}" is no time in UTC`,
    !Number.isFinite(value) && `"${row.value}" is no number`,
    value < 0 && `${value} is negative: charges of a month do not fall below nothing`,
    row.currency !== undefined && row.currency !== 'USD' && `${row.currency}: AWS bills its metric in USD`,
  ].filter((each) => typeof each === 'string')
  faults.push(...wrong.map((each) => `line ${line}: ${each}`))
  return at === undefined || seenAt === undefined || wrong.length > 0 ? undefined : { at, value, seenAt }
}

const utc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]00:?00)$/

/** Other zones are refused: a day's charges would be another day's. */
export function readTime(text: string | undefined): number | undefined {
  const at = text !== undefined && utc.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

export function faultOfStep(before: Sample | undefined, { at }: Sample): string | undefined {
  if (before === undefined) return undefined
  const time = new Date(at).toISOString()
  if (at === before.at) return `${time} is there twice`
  if (at < before.at) return `${time} is earlier than the line before`
  const hours = Math.round((at - before.at) / hourMs)
  return at - before.at > gapMs ? `nothing for ${hours} hours before ${time}` : undefined
}
