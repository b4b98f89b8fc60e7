/** Keys that one rule remembers. More keys than this above the limit at once are a load that one machine cannot serve. */
const maxKeys = 16_384
/** A window slides by this many steps. */
const steps = 20
/** Where the table is full, the least busy of so many neighbours makes room. */
const candidates = 8

/**
 * Counts requests by key over a sliding window, in a table of fixed size: a flood of keys that are each seen once costs
 * no memory, and displaces other such keys rather than the busy ones.
 */
export class RateCounter {
  readonly windowMs: number
  readonly #now: () => number
  readonly #slots = new Map<string, number>()
  readonly #keys: string[] = []
  readonly #counts = new Uint32Array(maxKeys * steps)
  readonly #totals = new Uint32Array(maxKeys)
  readonly #ticks = new Float64Array(maxKeys)
  #others: ReadonlyMap<string, number> = new Map()
  #hand = 0

  constructor(windowMs: number, now: () => number) {
    this.windowMs = windowMs
    this.#now = now
  }

  /** Counts one request and returns how many there were within the window, those of other processes included. */
  add(key: string): number {
    const tick = this.#tick()
    const slot = this.#slots.get(key) ?? this.#claim(key, tick)
    this.#slide(slot, tick)
    const bucket = slot * steps + (tick % steps)
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    const total = (this.#totals[slot] ?? 0) + 1
    this.#totals[slot] = total
    return this.#others.size === 0 ? total : total + (this.#others.get(key) ?? 0)
  }

  /** What this process has counted within the window, of keys with at least `minimum`. */
  local(minimum: number): Map<string, number> {
    const tick = this.#tick()
    const counts = new Map<string, number>()
    for (const [key, slot] of this.#slots) {
      this.#slide(slot, tick)
      const total = this.#totals[slot] ?? 0
      if (total >= minimum) counts.set(key, total)
    }
    return counts
  }

  /** What the other processes have counted, summed; it counts until it is replaced. */
  setOthers(counts: ReadonlyMap<string, number>): void {
    this.#others = counts
  }

  get size(): number {
    return this.#slots.size
  }

  #tick(): number {
    return Math.floor((this.#now() * steps) / this.windowMs)
  }

  #slide(slot: number, tick: number): void {
    const last = this.#ticks[slot] ?? tick
    if (tick <= last) return
    this.#ticks[slot] = tick
    if (tick - last >= steps) {
      this.#clear(slot)
      return
    }
    let total = this.#totals[slot] ?? 0
    for (let passed = last + 1; passed <= tick; passed += 1) {
      const bucket = slot * steps + (passed % steps)
      total -= this.#counts[bucket] ?? 0
      this.#counts[bucket] = 0
    }
    this.#totals[slot] = total
  }

  #claim(key: string, tick: number): number {
    const slot = this.#slots.size < maxKeys ? this.#slots.size : this.#evict(tick)
    this.#slots.set(key, slot)
    this.#keys[slot] = key
    this.#clear(slot)
    this.#ticks[slot] = tick
    return slot
  }

  #evict(tick: number): number {
    let quietest = this.#hand
    for (let step = 0; step < candidates; step += 1) {
      const slot = (this.#hand + step) % maxKeys
      this.#slide(slot, tick)
      if ((this.#totals[slot] ?? 0) < (this.#totals[quietest] ?? 0)) quietest = slot
    }
    this.#hand = (this.#hand + candidates) % maxKeys
    this.#slots.delete(this.#keys[quietest] ?? '')
    return quietest
  }

  #clear(slot: number): void {
    this.#counts.fill(0, slot * steps, (slot + 1) * steps)
    this.#totals[slot] = 0
  }
}
