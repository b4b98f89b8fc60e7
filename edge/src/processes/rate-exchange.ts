/** What processes have counted within the window of each rate-based rule, by rule and key. */
export type RateCounts = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Two reports missed: the process is gone, and what it had counted goes with its window. */
const staleMs = 6_000

/** Adds up what each worker has counted for the others, so that a limit holds however connections fall to workers. */
export class RateExchange {
  readonly #now: () => number
  readonly #reports = new Map<number, { readonly at: number; readonly counts: RateCounts }>()

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** @returns the sums of the other workers, of every rule that this one counts. */
  report(worker: number, counts: RateCounts): RateCounts {
    const at = this.#now()
    this.#reports.set(worker, { at, counts })
    for (const [other, report] of this.#reports) if (at - report.at > staleMs) this.#reports.delete(other)
    const others = [...this.#reports].filter(([other]) => other !== worker).map(([, report]) => report.counts)
    return new Map([...counts.keys()].map((rule) => [rule, sum(others.map((each) => each.get(rule)))]))
  }
}

function sum(all: readonly (ReadonlyMap<string, number> | undefined)[]): ReadonlyMap<string, number> {
  const total = new Map<string, number>()
  for (const counts of all) {
    for (const [key, count] of counts ?? []) total.set(key, (total.get(key) ?? 0) + count)
  }
  return total
}
