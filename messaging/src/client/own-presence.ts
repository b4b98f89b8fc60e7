import type { Api } from './api/api.ts'
import type { Clock, Random, Surroundings } from './ports.ts'

const everyMs = 60_000
/** Conversations that come to the screen together are told of together. */
const gatherMs = 1_000
const answerWithinMs = 5_000

export interface OwnPresenceOptions {
  readonly api: Api
  readonly clock: Clock
  readonly random: Random
  readonly surroundings: Surroundings
  /** Those on the screen, at most ten. */
  readonly onScreen: () => readonly string[]
}

/** Tells others that this member has a page open, while somebody looks at it. */
export class OwnPresence {
  readonly #options: OwnPresenceOptions
  #cancel: () => void = () => undefined
  #due = false
  #told: readonly string[] = []

  constructor(options: OwnPresenceOptions) {
    this.#options = options
  }

  /** What is on the screen changed, or somebody came who does not know yet. */
  changed(): void {
    if (this.#due) return
    this.#due = true
    this.#after(gatherMs)
  }

  /** Somebody came: they are answered, not all at once. */
  answer(): void {
    if (this.#due) return
    this.#due = true
    this.#after(this.#options.random() * answerWithinMs)
  }

  /** Resolves when others know that this page is gone, or cannot be told. */
  async stop(): Promise<void> {
    this.#cancel()
    this.#due = true
    await this.#tell(this.#told, false)
  }

  #after(delayMs: number): void {
    this.#cancel()
    this.#cancel = this.#options.clock.after(delayMs, () => this.#now())
  }

  #now(): void {
    const { surroundings, onScreen } = this.#options
    this.#due = false
    if (surroundings.visible()) {
      this.#told = onScreen()
      void this.#tell(this.#told, true)
    } else {
      void this.#tell(this.#told, false)
      this.#told = []
    }
    this.#after(everyMs)
  }

  /** What is lost is said again in a minute. */
  async #tell(conversationIds: readonly string[], here: boolean): Promise<void> {
    if (conversationIds.length === 0) return
    await this.#options.api.ask('presence', { conversationIds, here }).catch(() => undefined)
  }
}
