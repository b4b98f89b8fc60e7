import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of the log: those of one hour count up, so that names in order are files in order of time. */
export interface Segment {
  /** `2026-11-24T20-000.ndjson`, in UTC. */
  readonly name: string
  readonly bytes: number
}

export interface LogBounds {
  readonly maxBytes: number
  readonly maxDays: number
}

const segmentName = /^(?<hour>\d{4}-\d\d-\d\dT\d\d)-(?<number>\d{3,6})\.ndjson$/
const dayMs = 24 * 3_600_000

/** Oldest first. */
export async function listSegments(directory: string): Promise<readonly Segment[]> {
  const names = await readdir(directory).catch(() => [])
  const found = names.filter((name) => segmentName.test(name)).sort()
  const sizes = await Promise.all(found.map((name) => stat(join(directory, name)).catch(() => undefined)))
  return found.flatMap((name, index) => {
    const size = sizes[index]?.size
    return size === undefined ? [] : [{ name, bytes: size }]
  })
}

export function hourOf(timestampMs: number): string {
  return new Date(timestampMs).toISOString().slice(0, 13)
}

/** The name of a new file for records of now, after all that are there. */
export async function nextSegmentName(directory: string, nowMs: number): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const hour = hourOf(nowMs)
  const last = (await listSegments(directory)).findLast(({ name }) => name.startsWith(hour))
  const number = last === undefined ? 0 : Number(segmentName.exec(last.name)?.groups?.number) + 1
  return `${hour}-${String(number).padStart(3, '0')}.ndjson`
}

/** Removes the oldest files until the rest is within bounds; the one being written stays. */
export async function removeOldSegments(directory: string, bounds: LogBounds, nowMs: number): Promise<void> {
  const segments = await listSegments(directory)
  const oldestHour = hourOf(nowMs - bounds.maxDays * dayMs)
  let bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0)
  for (const segment of segments.slice(0, -1)) {
    if (bytes <= bounds.maxBytes && segment.name.slice(0, oldestHour.length) >= oldestHour) return
    await rm(join(directory, segment.name), { force: true })
    bytes -= segment.bytes
  }
}
