import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import { listSegments } from './log-segments.ts'

/** A place in the log: a file, and the byte in it where a record begins. */
export interface LogPosition {
  readonly segment: string
  readonly offset: number
}

export interface LogLine {
  readonly position: LogPosition
  readonly text: string
}

const chunkBytes = 64 * 1024

/** Lines from the newest to the oldest; `before` is the last one that was read already. */
export async function* readLinesBackwards(directory: string, before?: LogPosition): AsyncGenerator<LogLine> {
  const segments = (await listSegments(directory)).toReversed()
  for (const { name } of segments) {
    if (before !== undefined && name > before.segment) continue
    const end = name === before?.segment ? before.offset : undefined
    yield* readSegmentBackwards(directory, name, end)
  }
}

async function* readSegmentBackwards(
  directory: string,
  name: string,
  end: number | undefined,
): AsyncGenerator<LogLine> {
  // It may have been removed for its age since it was listed.
  const file = await open(join(directory, name)).catch(() => undefined)
  if (file === undefined) return
  try {
    let start = Math.min(end ?? Number.POSITIVE_INFINITY, (await file.stat()).size)
    let rest: Buffer = Buffer.alloc(0)
    while (start > 0) {
      const from = Math.max(0, start - chunkBytes)
      const bytes = Buffer.concat([await readRange(file, from, start), rest])
      // Where the chunk begins inside a line, that line waits for its beginning.
      const whole = from === 0 ? 0 : firstWholeLine(bytes)
      yield* linesBackwards(bytes.subarray(whole), { segment: name, offset: from + whole })
      rest = bytes.subarray(0, whole)
      start = from
    }
  } finally {
    await file.close()
  }
}

function firstWholeLine(bytes: Buffer): number {
  const newline = bytes.indexOf(0x0a)
  return newline === -1 ? bytes.length : newline + 1
}

async function readRange(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from)
  return buffer.subarray(0, bytesRead)
}

function* linesBackwards(bytes: Buffer, { segment, offset }: LogPosition): Generator<LogLine> {
  let end = bytes.length
  while (end > 0) {
    const last = bytes[end - 1] === 0x0a ? end - 1 : end
    const start = last === 0 ? 0 : bytes.lastIndexOf(0x0a, last - 1) + 1
    const text = bytes.toString('utf8', start, last)
    if (text !== '') yield { position: { segment, offset: offset + start }, text }
    end = start
  }
}

/** `undefined` for a line that a crash cut off, or that an older release wrote in another form. */
export function parseRecord(text: string): FirewallLogRecord | undefined {
  try {
    return FirewallLogRecord.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export function writePosition({ segment, offset }: LogPosition): string {
  return Buffer.from(`${segment} ${offset}`).toString('base64url')
}

/** `undefined` for a cursor that this list did not give. */
export function readPosition(cursor: string): LogPosition | undefined {
  const text = Buffer.from(cursor, 'base64url').toString()
  const [, segment, offset] = /^(\d{4}-\d\d-\d\dT\d\d-\d{3,6}\.ndjson) (\d{1,12})$/.exec(text) ?? []
  return segment === undefined ? undefined : { segment, offset: Number(offset) }
}
