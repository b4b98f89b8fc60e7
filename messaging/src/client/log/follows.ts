import type { Api } from '../api/api.ts'
import type { Clock, Random } from '../ports.ts'
import type { Entry } from '../wire.ts'
import { Log } from './log.ts'

export interface FollowsOptions {
  readonly api: Api
  readonly clock: Clock
  readonly random: Random
  readonly gapRepair: boolean
}

/** Who wants every entry of a conversation, each from where they have come to. */
export class Follows {
  readonly #options: FollowsOptions
  readonly #logs = new Map<string, Set<Log>>()

  constructor(options: FollowsOptions) {
    this.#options = options
  }

  follow(conversationId: string, after: number, deliver: (entry: Entry) => void): () => void {
    const { api } = this.#options
    const page = async (seen: number) => (await api.ask('entries', { conversationId, after: seen, limit: 100 })).entries
    const log = new Log({ ...this.#options, page, deliver }, after)
    const logs = this.#logs.get(conversationId) ?? new Set()
    this.#logs.set(conversationId, logs.add(log))
    log.check()
    return () => {
      log.stop()
      logs.delete(log)
      if (logs.size === 0) this.#logs.delete(conversationId)
    }
  }

  receive(entry: Entry): void {
    for (const log of this.#logs.get(entry.conversationId) ?? []) log.receive(entry)
  }

  /** Somebody has what may not have come here. */
  heardOf(conversationId: string, number: number): void {
    for (const log of this.#logs.get(conversationId) ?? []) if (number > log.seen) log.check()
  }

  check(): void {
    for (const logs of this.#logs.values()) for (const log of logs) log.check()
  }

  stop(): void {
    for (const logs of this.#logs.values()) for (const log of logs) log.stop()
  }
}
