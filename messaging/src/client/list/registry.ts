import type { Api } from '../api/api.ts'
import { backoffMs, sleep } from '../backoff.ts'
import { hasCode, isTransient } from '../messaging-error.ts'
import type { Loading } from '../model.ts'
import type { Clock, Random } from '../ports.ts'
import type { Conversation, Entry, Signal } from '../wire.ts'
import { merged, previewOf, withEntry, withMark, withSignal } from './changes.ts'

const pageSize = 100
/** Changes of one conversation that come together are asked about once. */
const gatherMs = 150

export interface RegistryOptions {
  readonly api: Api
  readonly clock: Clock
  readonly random: Random
  readonly memberId: string
  readonly stopping: AbortSignal
}

/** The member's conversations, as the server last said and as entries and signals changed them since. */
export class Registry {
  readonly #options: RegistryOptions
  readonly #known = new Map<string, Conversation>()
  readonly #listeners = new Set<(id: string | undefined) => void>()
  readonly #wanted = new Set<string>()
  readonly #asking = new Set<string>()
  /** Of those whose last message came while this page was open. */
  readonly #lastMessage = new Map<string, number>()
  /** When each was last changed by an entry or a signal, counted. */
  readonly #touched = new Map<string, number>()
  #touches = 0
  #reloading = false
  #again = false
  status: Loading = 'loading'

  constructor(options: RegistryOptions) {
    this.#options = options
  }

  all(): readonly Conversation[] {
    return [...this.#known.values()]
  }

  get(id: string): Conversation | undefined {
    return this.#known.get(id)
  }

  /** With the id of the conversation that changed, or without one for the list as a whole. */
  onChange(listener: (id: string | undefined) => void): void {
    this.#listeners.add(listener)
  }

  receiveEntry(entry: Entry): void {
    const { memberId } = this.#options
    const known = this.#known.get(entry.conversationId)
    if (known === undefined || entry.number > known.lastNumber + 1) this.ask(entry.conversationId)
    if (known === undefined) return
    const changed = withEntry(known, entry, memberId)
    if (changed === known) return
    this.#set(this.#withPreview(changed, entry))
    // Whom we do not know by name.
    if (entry.kind === 'MEMBERSHIP') this.ask(entry.conversationId)
  }

  /** The list shows the last message as it is now. */
  #withPreview(conversation: Conversation, { kind, number, target, body }: Entry): Conversation {
    const { id } = conversation
    if (kind === 'MESSAGE') this.#lastMessage.set(id, number)
    if (kind !== 'EDIT' && kind !== 'DELETION') return conversation
    const last = this.#lastMessage.get(id)
    if (last === undefined) this.ask(id)
    return last === target ? { ...conversation, lastMessage: previewOf(body) } : conversation
  }

  receiveSignal(signal: Signal): void {
    const known = signal.conversationId === null ? undefined : this.#known.get(signal.conversationId)
    if (known !== undefined) this.#set(withSignal(known, signal, this.#options.memberId))
  }

  /** What the member has read, as this page knows before the server does. */
  markRead(id: string, read: number, readCount: number): void {
    const known = this.#known.get(id)
    if (known !== undefined) this.#set({ ...known, mine: withMark(known.mine, { delivered: read, read, readCount }) })
  }

  take(answer: Conversation): void {
    const known = this.#known.get(answer.id)
    this.#set(known === undefined ? answer : merged(known, answer))
  }

  forget(id: string): void {
    if (this.#known.delete(id)) this.#tell(id)
  }

  /** Asks for one conversation shortly, once for all who want it meanwhile. */
  ask(id: string): void {
    this.#wanted.add(id)
    if (!this.#asking.has(id)) void this.#askFor(id)
  }

  /** Asks for all of them. */
  async reload(): Promise<void> {
    this.#again = true
    if (this.#reloading) return
    this.#reloading = true
    while (this.#again && !this.#options.stopping.aborted) {
      this.#again = false
      await this.#patiently(() => this.#load())
    }
    this.#reloading = false
  }

  async #load(): Promise<void> {
    const before = this.#touches
    const found = new Set<string>()
    for (let nextToken: string | null | undefined; nextToken !== null; ) {
      const { conversations } = await this.#options.api.ask('conversations', { limit: pageSize, nextToken })
      for (const conversation of conversations.items) {
        found.add(conversation.id)
        this.take(conversation)
      }
      nextToken = conversations.nextToken
    }
    for (const id of this.#known.keys()) if (!found.has(id) && !this.#touchedSince(id, before)) this.#known.delete(id)
    this.status = 'ready'
    this.#tell(undefined)
  }

  async #askFor(id: string): Promise<void> {
    const { clock, stopping } = this.#options
    this.#asking.add(id)
    while (this.#wanted.has(id) && !stopping.aborted) {
      await sleep(clock, gatherMs, stopping)
      this.#wanted.delete(id)
      await this.#patiently(() => this.#loadOne(id))
    }
    this.#asking.delete(id)
  }

  async #loadOne(id: string): Promise<void> {
    const conversation = await this.#options.api.ask('conversation', { id }).then(
      (answer) => answer.conversation,
      (error: unknown) => {
        if (!hasCode(error, 'NotFound')) throw error
        return null
      },
    )
    if (conversation === null) this.forget(id)
    else this.take(conversation)
  }

  /** Until it is answered, or refused for good. */
  async #patiently(ask: () => Promise<void>): Promise<void> {
    const { clock, random, stopping } = this.#options
    for (let failures = 0; !stopping.aborted; failures += 1) {
      try {
        return await ask()
      } catch (error) {
        this.#fail()
        if (!isTransient(error)) return
        await sleep(clock, backoffMs(failures, random), stopping)
      }
    }
  }

  #fail(): void {
    if (this.status !== 'loading') return
    this.status = 'failed'
    this.#tell(undefined)
  }

  #touchedSince(id: string, touches: number): boolean {
    return (this.#touched.get(id) ?? 0) > touches
  }

  #set(conversation: Conversation): void {
    this.#touches += 1
    this.#touched.set(conversation.id, this.#touches)
    this.#known.set(conversation.id, conversation)
    this.#tell(conversation.id)
  }

  #tell(id: string | undefined): void {
    for (const listener of this.#listeners) listener(id)
  }
}
