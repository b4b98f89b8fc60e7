/** Longer than anyone should take; then both go on, and the commit finds out whether one was in the other's way. */
const patienceMs = 1_000

/** Lets those who write to the same places go one after the other, in the order in which they came. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>()

  begin(): Turn {
    return new Turn(this.#last)
  }
}

/** From what somebody reads before they write to what they write: others who want the same places wait for its end. */
export class Turn {
  readonly #last: Map<string, Promise<void>>
  #held: readonly string[] = []
  readonly #ending = Promise.withResolvers<void>()

  constructor(last: Map<string, Promise<void>>) {
    this.#last = last
  }

  /**
   * Resolves when nobody who came before has them any more. Once only: who has some and waited for others could be waited
   * for by who has those. What is wanted later is had without waiting, and the commit finds out.
   */
  async take(places: readonly string[]): Promise<void> {
    if (this.#held.length > 0) return
    this.#held = places
    const before = new Set(places.flatMap((place) => this.#last.get(place) ?? []))
    for (const place of places) this.#last.set(place, this.#ending.promise)
    if (before.size > 0) await within(patienceMs, Promise.all(before))
  }

  end(): void {
    for (const place of this.#held) if (this.#last.get(place) === this.#ending.promise) this.#last.delete(place)
    this.#ending.resolve()
  }
}

function within(limitMs: number, event: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs)
    event.then(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
