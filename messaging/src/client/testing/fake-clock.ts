import type { Clock } from '../ports.ts'

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** Time that a test lets pass: a day in no time. */
export class FakeClock implements Clock {
  /** Of the wall; timers go by their own. */
  #setBy = Date.UTC(2026, 0, 1)
  #now = 0
  readonly #timers = new Set<Timer>()

  now(): number {
    return this.#setBy + this.#now
  }

  /** Somebody sets the clock on the wall. */
  set(now: number): void {
    this.#setBy = now - this.#now
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + delayMs, run }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Runs what becomes due on the way, in its order, and what that leads to. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.run()
      await settled()
    }
    this.#now = until
  }

  /** The device sleeps: time goes on, and no timer runs before it wakes. */
  async sleep(ms: number): Promise<void> {
    this.#now += ms
    await this.pass(0)
  }

  #next(until: number): Timer | undefined {
    return [...this.#timers].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0]
  }
}

/** Until promises that are settled have told whoever waits for them. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
