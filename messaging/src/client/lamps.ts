import type { Presence } from './model.ts'
import type { Clock } from './ports.ts'
import { Derived } from './sources.ts'
import type { Signal } from './wire.ts'

/** Who is here says so every minute. */
const hereMs = 150_000
const sweepMs = 15_000
const typingMs = 6_000

export type Lamps = Readonly<Record<string, Presence>>

/** Who was last heard to have a page open. */
export class PresenceLamps {
  readonly #clock: Clock
  readonly #heard = new Map<string, { readonly here: boolean; readonly at: string; readonly until: number }>()
  readonly source = new Derived<Lamps>(() => this.#compute())

  constructor(clock: Clock, stopping: AbortSignal) {
    this.#clock = clock
    const sweep = () => {
      if (stopping.aborted) return
      if (this.#sweep()) this.source.invalidate()
      cancel = clock.after(sweepMs, sweep)
    }
    let cancel = clock.after(sweepMs, sweep)
    stopping.addEventListener('abort', () => cancel())
  }

  /** @returns whether the member was not known to be here. */
  receive({ memberId, here, at }: Signal): boolean {
    if (memberId === null) return false
    const known = this.#heard.get(memberId)
    this.#heard.set(memberId, { here: here === true, at, until: this.#clock.now() + hereMs })
    const came = here === true && known?.here !== true
    if (came || known?.here !== here) this.source.invalidate()
    return came
  }

  #sweep(): boolean {
    let changed = false
    for (const [memberId, heard] of this.#heard) {
      if (!heard.here || heard.until > this.#clock.now()) continue
      this.#heard.set(memberId, { ...heard, here: false })
      changed = true
    }
    return changed
  }

  #compute(): Lamps {
    const lamp = ({ here, at }: { here: boolean; at: string }): Presence => (here ? { here } : { here, leftAt: at })
    return Object.fromEntries([...this.#heard].map(([memberId, heard]) => [memberId, lamp(heard)]))
  }
}

/** Who is typing in one conversation. */
export class Typists {
  readonly #clock: Clock
  readonly #onChange: () => void
  readonly #typing = new Map<string, () => void>()
  #names: readonly string[] = []

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock
    this.#onChange = onChange
  }

  get names(): readonly string[] {
    return this.#names
  }

  typed(memberId: string): void {
    this.#typing.get(memberId)?.()
    this.#typing.set(
      memberId,
      this.#clock.after(typingMs, () => this.finished(memberId)),
    )
    if (!this.#names.includes(memberId)) this.#show()
  }

  finished(memberId: string): void {
    this.#typing.get(memberId)?.()
    if (this.#typing.delete(memberId)) this.#show()
  }

  stop(): void {
    for (const cancel of this.#typing.values()) cancel()
    this.#typing.clear()
  }

  #show(): void {
    this.#names = [...this.#typing.keys()]
    this.#onChange()
  }
}
