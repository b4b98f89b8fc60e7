/** Long transfers that share an event loop: so many go on in each of its turns, and the others wait for theirs. */
export class EventLoopTurns {
  readonly #perTurn: number
  readonly #waiting = new Set<() => void>()
  #scheduled = false

  constructor(perTurn: number) {
    this.#perTurn = perTurn
  }

  /** Calls `next` in a turn soon, first come, first served; once, however often it asks before. */
  take(next: () => void): void {
    this.#waiting.add(next)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => this.#run())
  }

  #run(): void {
    this.#scheduled = false
    let left = this.#perTurn
    for (const next of this.#waiting) {
      if (left-- === 0) break
      this.#waiting.delete(next)
      next()
    }
    if (this.#waiting.size > 0) this.#schedule()
  }
}
