import { applyFact } from '../log/apply-fact.ts'
import type { ReplyTarget } from '../model.ts'
import type { Entry } from '../wire.ts'

const maxLoaded = 200

export interface RepliesOptions {
  /** In the stretch that is shown. */
  readonly shown: (number: number) => Entry | undefined
  readonly load: (number: number) => Promise<Entry | undefined>
  readonly onChange: () => void
}

/** What messages answer: those that are not in the stretch are fetched one by one. */
export class Replies {
  readonly #options: RepliesOptions
  readonly #loaded = new Map<number, Entry | undefined>()
  readonly #targets = new Map<number, { readonly entry: Entry | undefined; readonly target: ReplyTarget }>()
  readonly #wanted = new Set<number>()
  #loading = false

  constructor(options: RepliesOptions) {
    this.#options = options
  }

  /** The same object until what it says changes. */
  readonly find = (number: number): ReplyTarget => {
    const entry = this.#options.shown(number) ?? this.#loaded.get(number)
    if (entry === undefined && !this.#loaded.has(number)) this.#want(number)
    const known = this.#targets.get(number)
    if (known !== undefined && known.entry === entry) return known.target
    const target = { number, message: entry && { senderId: entry.senderId, ...quoteOf(entry) } }
    this.#targets.set(number, { entry, target })
    return target
  }

  apply(fact: Entry): void {
    const message = fact.target === null ? undefined : this.#loaded.get(fact.target)
    if (message !== undefined) this.#loaded.set(message.number, applyFact(message, fact))
  }

  #want(number: number): void {
    this.#wanted.add(number)
    if (!this.#loading) void this.#load()
  }

  async #load(): Promise<void> {
    this.#loading = true
    for (const number of this.#wanted) {
      const entry = await this.#options.load(number).catch(() => undefined)
      this.#wanted.delete(number)
      if (this.#loaded.size >= maxLoaded) this.#forget()
      this.#loaded.set(number, entry)
      this.#options.onChange()
    }
    this.#loading = false
  }

  #forget(): void {
    this.#loaded.clear()
    this.#targets.clear()
  }
}

function quoteOf({ body, attachments }: Entry): { readonly body: string | null; readonly pictures: number } {
  return { body, pictures: attachments?.length ?? 0 }
}
