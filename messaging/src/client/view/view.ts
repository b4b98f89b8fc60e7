import type { Api } from '../api/api.ts'
import { backoffMs, sleep } from '../backoff.ts'
import { Typists } from '../lamps.ts'
import type { Registry } from '../list/registry.ts'
import { Log } from '../log/log.ts'
import { isTransient } from '../messaging-error.ts'
import type { ConversationView } from '../model.ts'
import type { Clock, Random } from '../ports.ts'
import type { Queued } from '../store.ts'
import type { Conversation, Entry, EntryPage } from '../wire.ts'
import { presentPending } from './present.ts'
import { Replies } from './replies.ts'
import { ShownEntries } from './shown-entries.ts'
import { Stretch } from './stretch.ts'

const pageSize = 50
const catchUpSize = 100
/** Further behind than this, the last page is shown anew in place of all that came between. */
const maxCatchUpPages = 8

export interface ViewOptions {
  readonly id: string
  readonly memberId: string
  readonly api: Api
  readonly registry: Registry
  readonly queued: () => readonly Queued[]
  readonly clock: Clock
  readonly random: Random
  readonly gapRepair: boolean
  readonly onChange: () => void
}

type Shown = Pick<ConversationView, 'entries' | 'pending' | 'hasEarlier' | 'hasLater' | 'loading' | 'firstUnread'> &
  Pick<ConversationView, 'status' | 'typing'>

/** A conversation that is on the screen: its stretch, kept up to date from when it was opened. */
export class View {
  readonly #options: ViewOptions
  readonly #stopping = new AbortController()
  readonly #stretch = new Stretch()
  readonly #typists: Typists
  readonly #replies: Replies
  readonly #shown: ShownEntries
  #log: Log
  #status: ConversationView['status'] = 'loading'
  #loading: ConversationView['loading']
  #firstUnread: number | undefined

  constructor(options: ViewOptions) {
    this.#options = options
    this.#typists = new Typists(options.clock, options.onChange)
    this.#replies = new Replies({
      shown: (number) => this.#stretch.find(number),
      load: (number) => this.#loadOne(number),
      onChange: options.onChange,
    })
    this.#shown = new ShownEntries(options.memberId, this.#replies)
    this.#log = this.#newLog()
    void this.#open()
  }

  receive(entry: Entry): void {
    this.#log.receive(entry)
  }

  typed(memberId: string): void {
    this.#typists.typed(memberId)
  }

  /** Asks for what may have been missed; with a number, only where that is news. */
  check(number = Number.POSITIVE_INFINITY): void {
    if (number > this.#log.seen) this.#log.check()
  }

  stop(): void {
    this.#stopping.abort()
    this.#log.stop()
    this.#typists.stop()
  }

  /** How many messages there are up to a number, if that is known here. */
  countUpTo(number: number): number | undefined {
    return (
      this.#stretch.entries.findLast((entry) => entry.kind === 'MESSAGE' && entry.number <= number)?.count ?? undefined
    )
  }

  async loadEarlier(): Promise<void> {
    const { first } = this.#stretch
    if (!this.#stretch.hasEarlier || first === undefined) return
    await this.#load('earlier', async () => {
      const page = await this.#page({ before: first, limit: pageSize })
      if (this.#stretch.first === first) this.#stretch.prepend(page.items, page.more)
    })
  }

  async loadLater(): Promise<void> {
    const { last } = this.#stretch
    if (!this.#stretch.hasLater || last === undefined) return
    await this.#load('later', async () => {
      const page = await this.#page({ after: last, limit: pageSize })
      if (this.#stretch.last !== last) return
      this.#stretch.append(page.items)
      this.#stretch.hasLater = page.more || (this.#stretch.last ?? 0) < this.#log.seen
    })
  }

  async jumpTo(number: number): Promise<void> {
    if (this.#stretch.find(number) !== undefined) return
    await this.#load('jump', async () => {
      const { items, more } = await this.#page({ before: number + pageSize / 2, limit: pageSize })
      this.#stretch.replace(items, { earlier: more, later: (items.at(-1)?.number ?? 0) < this.#log.seen })
    })
  }

  async jumpToEnd(): Promise<void> {
    if (!this.#stretch.hasLater) return
    await this.#load('jump', async () => this.#showEnd(await this.#page({ limit: pageSize })))
  }

  shown(): Shown {
    const queued = this.#options.queued().filter(({ conversationId }) => conversationId === this.#options.id)
    const { hasEarlier, hasLater } = this.#stretch
    // It came by the subscription before the answer to its sending did.
    const arrived = new Set(queued.length === 0 ? [] : this.#stretch.entries.map(({ id }) => id))
    return {
      status: this.#status,
      entries: this.#shown.of(this.#stretch.entries, queued),
      pending: queued.filter(({ id }) => !arrived.has(id)).flatMap((item) => presentPending(item, this.#replies.find)),
      hasEarlier,
      hasLater,
      loading: this.#loading,
      firstUnread: this.#firstUnread,
      typing: this.#typists.names,
    }
  }

  #newLog(): Log {
    const { clock, random, gapRepair } = this.#options
    return new Log({
      page: (after) => this.#page({ after, limit: catchUpSize }),
      deliver: (entry) => this.#deliver(entry),
      clock,
      random,
      gapRepair,
      maxPages: maxCatchUpPages,
      tooFar: () => void this.#startAgain(),
    })
  }

  #deliver(entry: Entry): void {
    this.#stretch.apply(entry)
    this.#replies.apply(entry)
    if (entry.kind === 'MESSAGE') this.#typists.finished(entry.senderId)
    const last = this.#stretch.last ?? entry.number - 1
    if (!this.#stretch.hasLater && (entry.number === last + 1 || !this.#options.gapRepair))
      this.#stretch.append([entry])
    else if (entry.number > last) this.#stretch.hasLater = true
    this.#options.onChange()
  }

  async #open(): Promise<void> {
    const { api, id, clock, random } = this.#options
    for (let failures = 0; !this.#stopping.signal.aborted; failures += 1) {
      try {
        const { conversation, entries } = await api.ask('open', { id, limit: pageSize })
        return this.#opened(conversation, entries)
      } catch (error) {
        this.#show(isTransient(error) ? 'failed' : 'absent')
        if (!isTransient(error)) return
        await sleep(clock, backoffMs(failures, random), this.#stopping.signal)
      }
    }
  }

  #opened(conversation: Conversation | null, page: EntryPage): void {
    if (this.#stopping.signal.aborted) return
    if (conversation === null) {
      this.#show('absent')
      return
    }
    this.#options.registry.take(conversation)
    this.#showEnd(page)
    this.#firstUnread = this.#findUnread(conversation)
    this.#log.begin(page.items.at(-1)?.number ?? conversation.lastNumber)
    this.#show('ready')
  }

  #findUnread({ mine, messageCount }: Conversation): number | undefined {
    if (mine.readCount >= messageCount) return undefined
    const { first } = this.#stretch
    if (first !== undefined && first > mine.read + 1 && this.#stretch.hasEarlier) return mine.read + 1
    return this.#stretch.entries.find(
      ({ kind, number, senderId }) => kind === 'MESSAGE' && number > mine.read && senderId !== this.#options.memberId,
    )?.number
  }

  #showEnd({ items, more }: EntryPage): void {
    this.#stretch.replace(items, { earlier: more, later: (items.at(-1)?.number ?? 0) < this.#log.seen })
  }

  /** Too much came meanwhile: the end is loaded as when it was opened, also for who was reading further up. */
  async #startAgain(): Promise<void> {
    this.#log.stop()
    this.#log = this.#newLog()
    await this.#open()
  }

  #show(status: ConversationView['status']): void {
    if (this.#status !== 'ready') this.#status = status
    this.#options.onChange()
  }

  async #load(what: 'earlier' | 'later' | 'jump', run: () => Promise<void>): Promise<void> {
    if (this.#loading !== undefined || this.#status !== 'ready') return
    this.#loading = what
    this.#options.onChange()
    try {
      await run()
    } finally {
      this.#loading = undefined
      this.#options.onChange()
    }
  }

  async #loadOne(number: number): Promise<Entry | undefined> {
    const { items } = await this.#page({ after: number - 1, limit: 1 })
    return items.find((entry) => entry.number === number)
  }

  async #page(range: { after?: number; before?: number; limit: number }): Promise<EntryPage> {
    const { entries } = await this.#options.api.ask('entries', { conversationId: this.#options.id, ...range })
    return entries
  }
}
