import type { Messaging } from '../messaging.ts'
import type { Entry } from '../wire.ts'
import type { Line } from './drill-plan.ts'

/** So much may wait in the queue; a member does not type faster. */
const maxWaiting = 8
const lookAgainMs = 5

export interface SentLine {
  readonly conversationId: string
  readonly id: string
}

/** A member in a drill: says their lines, and writes down what they were given, in the order in which it came. */
export class DrillClient {
  readonly memberId: string
  readonly messaging: Messaging
  readonly sent: SentLine[] = []
  readonly received = new Map<string, Entry[]>()
  #own = 0
  #deliveries = 0

  constructor(memberId: string, messaging: Messaging, conversationIds: readonly string[]) {
    this.memberId = memberId
    this.messaging = messaging
    for (const id of conversationIds) {
      const entries: Entry[] = []
      this.received.set(id, entries)
      messaging.follow(id, 0, (entry) => this.#write(entries, entry))
    }
  }

  get deliveries(): number {
    return this.#deliveries
  }

  async say(lines: readonly Line[], conversationIds: readonly string[], signal: AbortSignal): Promise<void> {
    for (const { conversation, body } of lines) {
      const conversationId = conversationIds[conversation] ?? ''
      const id = await this.messaging.conversation(conversationId).send({ body })
      this.sent.push({ conversationId, id })
      while (this.sent.length - this.#own >= maxWaiting && !signal.aborted) await pause(lookAgainMs)
      if (signal.aborted) return
    }
  }

  #write(entries: Entry[], entry: Entry): void {
    entries.push(entry)
    this.#deliveries += 1
    if (entry.kind === 'MESSAGE' && entry.senderId === this.memberId) this.#own += 1
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
