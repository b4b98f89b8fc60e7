import { type HitCounts, hoursKept } from './hit-counts.ts'
import { parseRecord, readLinesBackwards } from './log-reader.ts'
import { listSegments } from './log-segments.ts'
import type { MatchesOf } from './matches.ts'

/** Counts what the log of the last day holds. It must begin before a new file is written, so that nothing counts twice. */
export async function loadCounts(directory: string, counts: HitCounts, matchesOf: MatchesOf): Promise<void> {
  const newest = (await listSegments(directory)).at(-1)
  if (newest === undefined) return
  const [oldestMs = 0] = counts.hours
  for await (const { text } of readLinesBackwards(directory, { segment: newest.name, offset: newest.bytes })) {
    const record = parseRecord(text)
    if (record === undefined) continue
    // The order in the log is that of arrival, which several processes may disturb by seconds.
    if (record.timestamp < oldestMs - hoursKept * 1_000) return
    counts.note(record.timestamp, matchesOf(record))
  }
}
