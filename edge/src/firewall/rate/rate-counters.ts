import { RateCounter } from './rate-counter.ts'

/**
 * The counters of a web ACL's rate-based rules, by rule. They outlive an evaluator: a rule that a changed web ACL still
 * has in the same form goes on counting. Several processes may exchange what each has counted.
 */
export class RateCounters {
  readonly #now: () => number
  readonly #counters = new Map<string, { counter: RateCounter; shape: string }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** `shape` is what the rule counts by: a rule of the same name that counts something else starts anew. */
  counterOf(rule: string, shape: string, windowMs: number): RateCounter {
    const known = this.#counters.get(rule)
    if (known?.shape === shape && known.counter.windowMs === windowMs) return known.counter
    const counter = new RateCounter(windowMs, this.#now)
    this.#counters.set(rule, { counter, shape })
    return counter
  }

  /** What this process has counted, by rule and key, for the other processes; keys below `minimum` stay out. */
  local(minimum: number): Map<string, Map<string, number>> {
    return new Map([...this.#counters].map(([rule, { counter }]) => [rule, counter.local(minimum)]))
  }

  /** The sums of what the other processes have counted; a rule that is not named keeps what it had. */
  setOthers(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): void {
    for (const [rule, others] of counts) this.#counters.get(rule)?.counter.setOthers(others)
  }
}
