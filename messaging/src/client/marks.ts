import type { Api } from './api/api.ts'
import { backoffMs, sleep } from './backoff.ts'
import { isTransient } from './messaging-error.ts'
import type { Clock, Random } from './ports.ts'

const readGatherMs = 300
const deliveredGatherMs = 1_500

export interface MarksOptions {
  readonly api: Api
  readonly clock: Clock
  readonly random: Random
  readonly stopping: AbortSignal
}

interface Mark {
  readonly delivered: number
  readonly read: number
}

const none: Mark = { delivered: 0, read: 0 }

/** Tells others how far this member has received and read: the latest only, a while after it became true. */
export class Marks {
  readonly #options: MarksOptions
  readonly #wanted = new Map<string, Mark>()
  readonly #told = new Map<string, Mark>()
  /** In how long at most each is told, from when it was put here; 0 while it is being told. */
  readonly #due = new Map<string, { readonly delayMs: number; readonly cancel: () => void }>()

  /** One at a time: who comes back after long has much to tell and nobody waits for it. */
  #turn: Promise<void> = Promise.resolve()

  constructor(options: MarksOptions) {
    this.#options = options
    options.stopping.addEventListener('abort', () => {
      for (const { cancel } of this.#due.values()) cancel()
    })
  }

  delivered(conversationId: string, number: number): void {
    this.#want(conversationId, { delivered: number, read: 0 }, deliveredGatherMs)
  }

  read(conversationId: string, number: number): void {
    this.#want(conversationId, { delivered: number, read: number }, readGatherMs)
  }

  #want(id: string, mark: Mark, delayMs: number): void {
    const wanted = highest(mark, this.#wanted.get(id) ?? none)
    if (!goesBeyond(wanted, this.#told.get(id) ?? none)) return
    this.#wanted.set(id, wanted)
    const due = this.#due.get(id)
    if (due !== undefined && due.delayMs <= delayMs) return
    due?.cancel()
    const cancel = this.#options.clock.after(delayMs, () => {
      this.#due.set(id, { delayMs: 0, cancel })
      this.#turn = this.#turn.then(() => this.#tell(id))
    })
    this.#due.set(id, { delayMs, cancel })
  }

  async #tell(id: string): Promise<void> {
    const { api, clock, random, stopping } = this.#options
    for (let failures = 0; !stopping.aborted; failures += 1) {
      const mark = this.#wanted.get(id) ?? none
      try {
        const input = { conversationId: id, delivered: mark.delivered, ...(mark.read > 0 && { read: mark.read }) }
        await api.ask('mark', { input })
      } catch (error) {
        if (isTransient(error)) {
          await sleep(clock, backoffMs(failures, random), stopping)
          continue
        }
      }
      this.#told.set(id, mark)
      break
    }
    this.#due.delete(id)
    if (stopping.aborted) return
    this.#want(id, none, readGatherMs)
  }
}

function highest(one: Mark, other: Mark): Mark {
  return { delivered: Math.max(one.delivered, other.delivered), read: Math.max(one.read, other.read) }
}

function goesBeyond(one: Mark, other: Mark): boolean {
  return one.delivered > other.delivered || one.read > other.read
}
