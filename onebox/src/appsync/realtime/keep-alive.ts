/** How many parts a period has: so large a part of all connections is written to at a time. */
const slotCount = 60

export interface Beating {
  /** Called once a period. */
  beat(): void
}

/** Calls everyone once a period, spread over it, by one timer: five thousand connections are no burst. */
export class KeepAlive {
  readonly #slots: readonly Set<Beating>[] = Array.from({ length: slotCount }, () => new Set<Beating>())
  readonly #timer: NodeJS.Timeout
  #current = 0

  constructor(periodMs: number) {
    this.#timer = setInterval(() => this.#tick(), periodMs / slotCount).unref()
  }

  /** Calls for the first time when a period has passed. Returns what takes it out. */
  add(beating: Beating): () => void {
    const slot = this.#slots[this.#current]
    slot?.add(beating)
    return () => slot?.delete(beating)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #tick(): void {
    this.#current = (this.#current + 1) % slotCount
    for (const beating of this.#slots[this.#current] ?? []) beating.beat()
  }
}
