import { backoffMs, sleep } from '../backoff.ts'
import { isTransient } from '../messaging-error.ts'
import type { Clock, Random } from '../ports.ts'
import type { Entry, EntryPage } from '../wire.ts'

/** Beyond it, what came early is forgotten: it is asked for again. */
const maxAhead = 500
/** How often an answer that leaves a number out is asked for again before it is taken at its word. */
const maxDoubts = 3
const doubtMs = 60

export interface LogPorts {
  readonly page: (after: number) => Promise<EntryPage>
  /** Each entry, in order, once. */
  readonly deliver: (entry: Entry) => void
  readonly clock: Clock
  readonly random: Random
  /** Only tests take it out, to see that they notice. */
  readonly gapRepair: boolean
  /** So many pages behind, `tooFar` is called in place of asking on. */
  readonly maxPages?: number
  readonly tooFar?: () => void
}

/**
 * A conversation's entries in the order of their numbers, from whatever order they arrive in. What is missing is asked
 * for until it is there; one question at a time.
 */
export class Log {
  readonly #ports: LogPorts
  readonly #ahead = new Map<number, Entry>()
  readonly #stopping = new AbortController()
  #seen: number
  #ready: boolean
  #asking = false
  #again = false

  /** With `seen` undefined all is kept back until `begin`. */
  constructor(ports: LogPorts, seen?: number) {
    this.#ports = ports
    this.#seen = seen ?? 0
    this.#ready = seen !== undefined
  }

  /** Up to this number, nothing is missing. */
  get seen(): number {
    return this.#seen
  }

  begin(seen: number): void {
    this.#seen = seen
    this.#ready = true
    this.#drain()
    if (this.#ahead.size > 0) this.check()
  }

  receive(entry: Entry): void {
    if (entry.number <= this.#seen && this.#ready) return
    if (this.#ahead.size < maxAhead || entry.number === this.#seen + 1) this.#ahead.set(entry.number, entry)
    if (!this.#ready) return
    this.#drain()
    if (this.#ahead.size > 0) this.check()
  }

  /** Asks for what came after the last seen. */
  check(): void {
    if (!this.#ready || this.#stopping.signal.aborted || !this.#ports.gapRepair) return
    this.#again = true
    if (!this.#asking) void this.#ask()
  }

  stop(): void {
    this.#stopping.abort()
    this.#ahead.clear()
  }

  async #ask(): Promise<void> {
    this.#asking = true
    while (this.#again && !this.#stopping.signal.aborted) {
      this.#again = false
      await this.#catchUp()
    }
    this.#asking = false
  }

  async #catchUp(): Promise<void> {
    const { maxPages = Number.POSITIVE_INFINITY, tooFar, clock } = this.#ports
    let doubts = 0
    for (let pages = 0; pages < maxPages; pages += 1) {
      const page = await this.#page()
      if (page === undefined) return
      const complete = this.#accept(page, doubts >= maxDoubts)
      if (complete && !page.more && this.#ahead.size === 0) return
      if (complete && page.more) continue
      // The answer leaves out what is known to be there: it was read while it was written.
      if (doubts > maxDoubts) return
      doubts += 1
      await sleep(clock, doubtMs * doubts, this.#stopping.signal)
    }
    tooFar?.()
  }

  async #page(): Promise<EntryPage | undefined> {
    const { page, clock, random } = this.#ports
    for (let failures = 0; !this.#stopping.signal.aborted; failures += 1) {
      try {
        const answer = await page(this.#seen)
        return this.#stopping.signal.aborted ? undefined : answer
      } catch (error) {
        if (!isTransient(error)) return undefined
        await sleep(clock, backoffMs(failures, random), this.#stopping.signal)
      }
    }
    return undefined
  }

  /** @returns whether the answer had no gap, or had one that is believed: a member does not see what was before them. */
  #accept({ items }: EntryPage, believe: boolean): boolean {
    for (const entry of items) {
      if (entry.number > this.#seen + 1 && !believe) return false
      if (entry.number > this.#seen) this.#deliver(entry)
      this.#drain()
    }
    return true
  }

  #drain(): void {
    if (!this.#ports.gapRepair) this.#skipGaps()
    for (let next = this.#ahead.get(this.#seen + 1); next; next = this.#ahead.get(this.#seen + 1)) this.#deliver(next)
    for (const number of this.#ahead.keys()) if (number <= this.#seen) this.#ahead.delete(number)
  }

  #skipGaps(): void {
    for (const entry of [...this.#ahead.values()].sort((a, b) => a.number - b.number)) this.#deliver(entry)
  }

  #deliver(entry: Entry): void {
    this.#ahead.delete(entry.number)
    this.#seen = entry.number
    this.#ports.deliver(entry)
  }
}
