import { v7 } from 'uuid'
import type { Api } from '../api/api.ts'
import { backoffMs, sleep } from '../backoff.ts'
import { MessagingError } from '../messaging-error.ts'
import type { Clock, Random } from '../ports.ts'
import type { Failure, Operation, Queued, Store } from '../store.ts'
import type { Entry } from '../wire.ts'
import { attempt, together } from './attempt.ts'

export interface OutboxOptions {
  readonly api: Api
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly stopping: AbortSignal
  /** What the server made of it. */
  readonly onSent: (entry: Entry) => void
  readonly onChange: (conversationIds: ReadonlySet<string>) => void
}

/**
 * What is to be sent: kept first, then sent in order within its conversation, under one id however often it is tried.
 * Several tabs share the store; one at a time sends.
 */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #beingKept = new Map<string, Queued>()
  #items: readonly Queued[] = []
  /** Ended early when there is reason to try again sooner. */
  #wait = new AbortController()
  #draining = false
  #again = false
  #failures = 0
  #passed = true

  constructor(options: OutboxOptions) {
    this.#options = options
    options.store.onChange(() => void this.#reload())
    options.stopping.addEventListener('abort', () => this.#wait.abort())
  }

  get items(): readonly Queued[] {
    return this.#items
  }

  /** Resolves with its id when it is kept. */
  async add(conversationId: string, operation: Operation): Promise<string> {
    const id = v7()
    const queued = { id, conversationId, operation, queuedAt: this.#options.clock.now() }
    this.#beingKept.set(id, queued)
    this.#show([...this.#items, queued])
    try {
      await this.#options.store.put(queued)
    } catch (cause) {
      this.#show(this.#items.filter((item) => item.id !== id))
      throw new MessagingError('NotKept', 'This device could not keep what is to be sent', { cause })
    } finally {
      this.#beingKept.delete(id)
    }
    this.#start()
    return id
  }

  async retry(id: string): Promise<void> {
    const item = this.#items.find((queued) => queued.id === id)
    if (item === undefined) return
    const { failure: _, ...waiting } = item
    await this.#replace(waiting)
    this.kick()
  }

  async discard(id: string): Promise<void> {
    await this.#options.store.remove(id)
    this.#show(this.#items.filter((item) => item.id !== id))
  }

  /** Sends what waits, now: at the start, when there is a network again, and when the member asks for it. */
  kick(): void {
    this.#wait.abort()
    this.#start()
  }

  #start(): void {
    this.#again = true
    if (!this.#draining) void this.#drain()
  }

  async #drain(): Promise<void> {
    const { store, clock, random, stopping } = this.#options
    this.#draining = true
    while (this.#again && !stopping.aborted) {
      this.#again = false
      this.#wait = new AbortController()
      const passed = await store
        .exclusively(() => this.#pass(), stopping)
        .then(
          () => this.#passed,
          () => this.#failed(),
        )
      if (passed) continue
      this.#again = true
      await sleep(clock, backoffMs(this.#failures, random), this.#wait.signal)
    }
    this.#draining = false
  }

  /** Counted since something was last sent. */
  #failed(): false {
    this.#failures += 1
    return false
  }

  /** Conversations do not wait for each other. */
  async #pass(): Promise<void> {
    await this.#reload()
    const conversations = new Set(this.#items.map(({ conversationId }) => conversationId))
    const passed = await Promise.all([...conversations].map((id) => this.#passConversation(id)))
    this.#passed = passed.every((done) => done)
  }

  /** @returns false when something has to be tried again. */
  async #passConversation(conversationId: string): Promise<boolean> {
    for (;;) {
      const next = together(this.#items.filter((item) => item.conversationId === conversationId && !item.failure))
      if (next.length === 0) return true
      if (this.#options.stopping.aborted || !(await this.#try(next))) return false
    }
  }

  async #try(items: readonly Queued[]): Promise<boolean> {
    const { api, clock, store, onSent } = this.#options
    try {
      for (const entry of await attempt(api, items, clock.now())) onSent(entry)
    } catch (error) {
      const failure = failureOf(error)
      if (failure === undefined) return this.#failed()
      return this.#refused(items, failure)
    }
    this.#failures = 0
    const sent = new Set(items.map(({ id }) => id))
    await Promise.all([...sent].map((id) => store.remove(id)))
    this.#show(this.#items.filter(({ id }) => !sent.has(id)))
    return true
  }

  /** Of several, it is not told which: each is tried by itself, and what was sent already is answered as it was. */
  async #refused([first, ...others]: readonly Queued[], failure: Failure): Promise<boolean> {
    if (first === undefined) return true
    if (others.length === 0) {
      await this.#replace({ ...first, failure })
      return true
    }
    for (const item of [first, ...others]) if (!(await this.#try([item]))) return false
    return true
  }

  async #replace(item: Queued): Promise<void> {
    // One that was discarded meanwhile must not come back.
    if (!this.#items.some(({ id }) => id === item.id)) return
    await this.#options.store.put(item)
    this.#show(this.#items.map((known) => (known.id === item.id ? item : known)))
  }

  async #reload(): Promise<void> {
    const kept = await this.#options.store.load()
    const coming = [...this.#beingKept.values()].filter(({ id }) => !kept.some((item) => item.id === id))
    this.#show([...kept, ...coming])
  }

  #show(items: readonly Queued[]): void {
    const changed = new Set([...this.#items, ...items].map(({ conversationId }) => conversationId))
    this.#items = items
    if (changed.size > 0) this.#options.onChange(changed)
  }
}

/** Undefined: it may pass. */
function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof MessagingError) || error.transient) return undefined
  return { code: error.code, message: error.message }
}
