import type { SubscriptionSelection } from '../subscription.ts'

/**
 * How many different selections each member is subscribed by, over all connections. An answer is worked out once for each
 * selection, so without a bound one member could have every message worked out thousands of times.
 */
export class DistinctSelections {
  readonly #limit: number
  /** By member, and for each selection how many subscriptions have it. */
  readonly #byMember = new Map<string, Map<SubscriptionSelection, number>>()

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Whether one more subscription with it would stay within the limit. */
  allows(member: string, selection: SubscriptionSelection): boolean {
    const selections = this.#byMember.get(member)
    return selections === undefined || selections.has(selection) || selections.size < this.#limit
  }

  /** Returns what takes it out again. */
  add(member: string, selection: SubscriptionSelection): () => void {
    const selections = this.#byMember.get(member) ?? new Map<SubscriptionSelection, number>()
    this.#byMember.set(member, selections)
    selections.set(selection, (selections.get(selection) ?? 0) + 1)
    return () => {
      const left = (selections.get(selection) ?? 1) - 1
      if (left > 0) selections.set(selection, left)
      else selections.delete(selection)
      if (selections.size === 0) this.#byMember.delete(member)
    }
  }
}
