import type { Writable } from 'node:stream'

/** Holds what is written in one turn of the event loop together, so that each socket is written to once a turn. */
export class CorkedWrites {
  readonly #corked = new Set<Writable>()

  cork(stream: Writable): void {
    if (this.#corked.has(stream)) return
    if (this.#corked.size === 0) setImmediate(() => this.#uncork())
    stream.cork()
    this.#corked.add(stream)
  }

  #uncork(): void {
    for (const stream of this.#corked) stream.uncork()
    this.#corked.clear()
  }
}
