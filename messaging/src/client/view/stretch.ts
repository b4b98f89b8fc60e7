import { applyFact } from '../log/apply-fact.ts'
import type { Entry } from '../wire.ts'

/** So much of a conversation is kept at most; beyond it, the far end is let go. */
const maxEntries = 600

/** A stretch of a conversation without gaps, each message in its present state as far as it is known. */
export class Stretch {
  #entries: readonly Entry[] = []
  hasEarlier = false
  hasLater = false

  get entries(): readonly Entry[] {
    return this.#entries
  }

  get first(): number | undefined {
    return this.#entries[0]?.number
  }

  get last(): number | undefined {
    return this.#entries.at(-1)?.number
  }

  find(number: number): Entry | undefined {
    return this.#entries[indexOf(this.#entries, number)]
  }

  replace(entries: readonly Entry[], ends: { readonly earlier: boolean; readonly later: boolean }): void {
    this.#entries = settle(entries)
    this.hasEarlier = ends.earlier
    this.hasLater = ends.later
  }

  prepend(entries: readonly Entry[], more: boolean): void {
    const added = entries.filter(({ number }) => number < (this.first ?? Number.POSITIVE_INFINITY))
    const all = settle([...added, ...this.#entries])
    this.hasEarlier = more
    this.hasLater ||= all.length > maxEntries
    this.#entries = all.slice(0, maxEntries)
  }

  append(entries: readonly Entry[]): void {
    const added = entries.filter(({ number }) => number > (this.last ?? 0))
    const all = [...this.#entries, ...added]
    this.hasEarlier ||= all.length > maxEntries
    this.#entries = settle(all.slice(-maxEntries))
  }

  apply(fact: Entry): void {
    const message = fact.target === null ? undefined : this.find(fact.target)
    if (message === undefined) return
    const changed = applyFact(message, fact)
    if (changed !== message) this.#entries = this.#entries.map((entry) => (entry === message ? changed : entry))
  }
}

/** A page may hold a fact and its message as it was before: it is read while others write. */
function settle(entries: readonly Entry[]): readonly Entry[] {
  const settled = [...entries]
  for (const fact of entries) {
    const index = fact.target === null ? -1 : indexOf(entries, fact.target)
    const message = settled[index]
    if (message !== undefined) settled[index] = applyFact(message, fact)
  }
  return settled
}

/** -1: not there. Numbers have no gaps, so it is nearly always where they say. */
function indexOf(entries: readonly Entry[], number: number): number {
  const index = number - (entries[0]?.number ?? 0)
  return entries[index]?.number === number ? index : entries.findIndex((entry) => entry.number === number)
}
