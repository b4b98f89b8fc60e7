/**
 * What is in flight at the moment, in slots that are used again. A `Set` would do, but it makes a new table every few
 * additions, and V8 lets each old table keep the next: once one of them is old, all that was ever in flight stays in
 * memory until a full collection. That took a tenth of a proxy's CPU.
 */
export class InFlight<Item> {
  readonly #slots: (Item | undefined)[] = []
  readonly #free: number[] = []

  get size(): number {
    return this.#slots.length - this.#free.length
  }

  /** Returns its slot, to be freed once. */
  add(item: Item): number {
    const slot = this.#free.pop() ?? this.#slots.length
    this.#slots[slot] = item
    return slot
  }

  free(slot: number): void {
    this.#slots[slot] = undefined
    this.#free.push(slot)
  }

  *[Symbol.iterator](): Generator<Item> {
    for (const item of this.#slots) if (item !== undefined) yield item
  }
}
