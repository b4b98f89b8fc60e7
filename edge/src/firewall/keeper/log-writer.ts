import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import type { Logger } from '@porchlight/runtime/logger'
import { hourOf, type LogBounds, nextSegmentName, removeOldSegments } from './log-segments.ts'

export interface LogWriterOptions {
  readonly directory: string
  readonly bounds: LogBounds
  readonly logger: Logger
  readonly now?: () => number
}

/** Some 20 MB of records; what comes faster than the disk takes it is counted and dropped. */
const maxWaiting = 10_000
/** Records wait this long for company. */
const batchDelayMs = 100
/** So many files make a full log: the oldest of them is what room is made by. */
const segmentsInAll = 20

const cannotWrite =
  'the firewall log cannot be written: requests are judged as before, their records are lost. Make room where the data directory is, and look whether this user may write there.'

/** Writes log records behind the requests' backs, in files of bounded size and number. */
export class LogWriter {
  readonly #options: LogWriterOptions
  readonly #now: () => number
  #waiting: FirewallLogRecord[] = []
  #writing: Promise<void> | undefined
  #file: { handle: FileHandle; hour: string; bytes: number } | undefined
  #failed = false
  /** Records that are not in the log: they came too fast, or the disk would not take them. */
  dropped = 0

  constructor(options: LogWriterOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  append(record: FirewallLogRecord): void {
    if (this.#waiting.length >= maxWaiting) {
      this.dropped += 1
      return
    }
    this.#waiting.push(record)
    this.#writing ??= this.#writeSoon()
  }

  /** Resolves once everything that was appended is in its file. */
  async flush(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing
  }

  async close(): Promise<void> {
    await this.flush()
    await this.#file?.handle.close()
    this.#file = undefined
  }

  async #writeSoon(): Promise<void> {
    await delay(batchDelayMs)
    const batch = this.#waiting
    this.#waiting = []
    try {
      await this.#write(batch)
      if (this.#failed) this.#options.logger.info({ dropped: this.dropped }, 'the firewall log is written again')
      this.#failed = false
    } catch (error) {
      this.dropped += batch.length
      if (!this.#failed) this.#options.logger.error({ err: error }, cannotWrite)
      this.#failed = true
    }
    this.#writing = this.#waiting.length > 0 ? this.#writeSoon() : undefined
  }

  async #write(batch: readonly FirewallLogRecord[]): Promise<void> {
    const file = await this.#currentFile()
    const bytes = Buffer.from(batch.map((record) => `${JSON.stringify(record)}\n`).join(''))
    try {
      await file.handle.appendFile(bytes)
    } catch (error) {
      // A full disk takes part of a line, which the next record would go on.
      await file.handle.truncate(file.bytes).catch(() => undefined)
      throw error
    }
    file.bytes += bytes.length
  }

  async #currentFile() {
    const { directory, bounds } = this.#options
    const hour = hourOf(this.#now())
    const file = this.#file
    if (file !== undefined && file.hour === hour && file.bytes < bounds.maxBytes / segmentsInAll) return file
    this.#file = undefined
    await file?.handle.close()
    const handle = await open(join(directory, await nextSegmentName(directory, this.#now())), 'a', 0o600)
    await removeOldSegments(directory, bounds, this.#now())
    this.#file = { handle, hour, bytes: 0 }
    return this.#file
  }
}
