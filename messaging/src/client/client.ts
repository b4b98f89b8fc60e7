import type { Notice } from '@porchlight/contract/messaging'
import { v7 } from 'uuid'
import { Api } from './api/api.ts'
import { type ChangeName, changedEntry } from './api/documents.ts'
import { Tokens } from './api/tokens.ts'
import { backoffMs, sleep } from './backoff.ts'
import type { Core } from './core.ts'
import { Handle } from './handle.ts'
import { Incoming } from './incoming.ts'
import { PresenceLamps } from './lamps.ts'
import { Registry } from './list/registry.ts'
import { Summaries } from './list/summaries.ts'
import { listOf } from './list/summary.ts'
import { Follows } from './log/follows.ts'
import { Marks } from './marks.ts'
import { isTransient } from './messaging-error.ts'
import type { ConversationList } from './model.ts'
import { Outbox } from './outbox/outbox.ts'
import { OwnPresence } from './own-presence.ts'
import type { Clock, Fetch, OpenSocket, Random, Surroundings } from './ports.ts'
import { Realtime } from './realtime/realtime.ts'
import { Derived } from './sources.ts'
import type { Store } from './store.ts'
import { keepUp } from './upkeep.ts'

/** All that `createMessaging` fills in. */
export interface ClientOptions {
  readonly url: string
  readonly realtimeUrl: string
  readonly memberId: string
  readonly token: (refused?: string) => Promise<string | undefined>
  readonly store: Store
  readonly fetch: Fetch
  readonly openSocket: OpenSocket
  readonly clock: Clock
  readonly random: Random
  readonly surroundings: Surroundings
  readonly tuning: Tuning
}

export interface Tuning {
  /** Taken out only by a test that has to fail then. */
  readonly gapRepair: boolean
  /** About how often to ask while nothing happens. */
  readonly idleMs: number
  /** A while after a connection became live: what was sent just then may not have come. */
  readonly settleMs: number
}

const maxOnScreen = 10
const maxTries = 7
const goodbyeMs = 500
const listEveryIdles = 5

/** The parts, and what goes between them. */
export class Client {
  readonly #options: ClientOptions
  readonly #stopping = new AbortController()
  readonly #handles = new Map<string, Handle>()
  readonly #incoming: Incoming
  readonly #summaries: Summaries
  readonly #ownPresence: OwnPresence
  #idles = 0
  readonly follows: Follows
  readonly lamps: PresenceLamps
  readonly realtime: Realtime
  readonly core: Core
  readonly list: Derived<ConversationList>

  constructor(options: ClientOptions) {
    this.#options = options
    const { clock, surroundings } = options
    const stopping = this.#stopping.signal
    const tokens = new Tokens({ ...options, onSignedOut: () => this.#halt() })
    const api = new Api({ ...options, tokens })
    const parts = { ...options, ...options.tuning, api, stopping }
    const registry = new Registry(parts)
    const marks = new Marks(parts)
    const outbox = new Outbox({
      ...parts,
      onSent: (entry) => this.#incoming.entry(entry),
      onChange: (ids) => this.#outboxChanged(ids),
    })
    this.#summaries = new Summaries(clock, () => outbox.items)
    this.follows = new Follows(parts)
    this.core = { ...parts, registry, marks, outbox, ...this.#services() }
    this.lamps = new PresenceLamps(clock, stopping)
    this.list = new Derived(() => listOf(registry.all().map(this.core.summarise), registry.status))
    this.#ownPresence = new OwnPresence({ ...parts, onScreen: () => this.#onScreen() })
    this.#incoming = new Incoming({
      ...this.core,
      lamps: this.lamps,
      follows: this.follows,
      handles: this.#handles,
      onPresence: () => this.#ownPresence.answer(),
    })
    this.realtime = new Realtime(
      { ...options, tokens, host: new URL(options.url).host },
      {
        onLive: () => this.#live(),
        onEntry: this.#incoming.entry,
        onSignal: this.#incoming.signal,
      },
    )
    registry.onChange((id) => {
      this.list.invalidate()
      if (id !== undefined) this.#incoming.conversationChanged(id)
    })
    keepUp({
      ...parts,
      surroundings,
      onIdle: () => this.#idle(),
      onWake: () => this.#wake(),
      onSurroundings: () => this.#surroundingsChanged(),
    })
    this.realtime.open()
    outbox.kick()
    void registry.reload()
  }

  handle(id: string): Handle {
    const known = this.#handles.get(id)
    if (known !== undefined) return known
    const handle = new Handle(this.core, id)
    this.#handles.set(id, handle)
    return handle
  }

  onNotice(listener: (notice: Notice) => void): () => void {
    return this.#incoming.onNotice(listener)
  }

  async openDirect(memberId: string): Promise<string> {
    const { api, patiently, registry } = this.core
    const { openDirectConversation } = await patiently(() => api.ask('openDirectConversation', { memberId }))
    registry.take(openDirectConversation)
    return openDirectConversation.id
  }

  async createGroup(group: { readonly name: string; readonly memberIds: readonly string[] }): Promise<string> {
    const id = v7()
    await this.core.change('createGroup', { id, ...group })
    return id
  }

  /** Asks for all that may have been missed. */
  check(): void {
    if (this.#stopping.signal.aborted) return
    void this.core.registry.reload()
    this.#checkOpen()
  }

  /** The list is long and its faults show with the next message: it is asked for more seldom. */
  #idle(): void {
    this.#idles += 1
    if (this.#idles % listEveryIdles === 0) this.check()
    else this.#checkOpen()
  }

  #checkOpen(): void {
    for (const handle of this.#handles.values()) handle.check()
    this.follows.check()
  }

  async stop(): Promise<void> {
    const goodbye = this.#ownPresence.stop()
    this.#halt()
    await Promise.race([goodbye, sleep(this.#options.clock, goodbyeMs)])
    this.core.api.stop()
    await this.#options.store.close()
  }

  #halt(): void {
    this.#stopping.abort()
    this.realtime.stop()
    for (const handle of this.#handles.values()) handle.close()
    this.follows.stop()
  }

  #services(): Pick<Core, 'patiently' | 'change' | 'summarise' | 'screenChanged'> {
    return {
      patiently: (ask) => this.#patiently(ask),
      change: (name, input) => this.#change(name, input),
      summarise: this.#summaries.of,
      screenChanged: () => this.#ownPresence.changed(),
    }
  }

  async #patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const { clock, random } = this.#options
    for (let failures = 0; ; failures += 1) {
      try {
        return await ask()
      } catch (error) {
        if (!isTransient(error) || failures + 1 >= maxTries || this.#stopping.signal.aborted) throw error
        await sleep(clock, backoffMs(failures, random), this.#stopping.signal)
      }
    }
  }

  async #change(name: ChangeName, input: object): Promise<void> {
    const answer = await this.#patiently(() => this.core.api.ask(name, { input }))
    this.#incoming.entry(changedEntry(answer))
  }

  #live(): void {
    this.check()
    this.core.outbox.kick()
    this.#ownPresence.changed()
    const { clock, tuning } = this.#options
    void sleep(clock, tuning.settleMs, this.#stopping.signal).then(() => this.check())
  }

  #wake(): void {
    this.realtime.open()
    this.check()
    this.core.outbox.kick()
  }

  #surroundingsChanged(): void {
    this.realtime.surroundingsChanged()
    this.#ownPresence.changed()
    if (!this.#options.surroundings.online() || !this.#options.surroundings.visible()) return
    this.check()
    this.core.outbox.kick()
  }

  #outboxChanged(conversationIds: ReadonlySet<string>): void {
    for (const id of conversationIds) {
      const conversation = this.core.registry.get(id)
      if (conversation !== undefined) this.#summaries.forget(conversation)
      this.#handles.get(id)?.changed()
    }
    this.list.invalidate()
  }

  #onScreen(): readonly string[] {
    const open = [...this.#handles].filter(([, handle]) => handle.onScreen).map(([id]) => id)
    const listed = this.list.watched
      ? this.list.getSnapshot().items.filter(({ request, left }) => !request && !left)
      : []
    return [...new Set([...open, ...listed.map(({ id }) => id)])].slice(0, maxOnScreen)
  }
}
