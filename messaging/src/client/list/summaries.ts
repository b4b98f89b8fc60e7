import type { ConversationSummary } from '../model.ts'
import type { Clock } from '../ports.ts'
import type { Queued } from '../store.ts'
import type { Conversation } from '../wire.ts'
import { summaryOf } from './summary.ts'

/** What the list shows of each conversation: the same object until something in it changes. */
export class Summaries {
  readonly #clock: Clock
  readonly #queued: () => readonly Queued[]
  readonly #kept = new WeakMap<Conversation, ConversationSummary>()

  constructor(clock: Clock, queued: () => readonly Queued[]) {
    this.#clock = clock
    this.#queued = queued
  }

  readonly of = (conversation: Conversation): ConversationSummary => {
    const now = this.#clock.now()
    const kept = this.#kept.get(conversation)
    const muteEnded = kept?.muted === true && Date.parse(kept.mutedUntil ?? '') <= now
    if (kept !== undefined && !muteEnded) return kept
    const failed = this.#queued().filter(
      ({ conversationId, failure }) => conversationId === conversation.id && failure !== undefined,
    )
    const summary = summaryOf(conversation, failed.length, now)
    this.#kept.set(conversation, summary)
    return summary
  }

  forget(conversation: Conversation): void {
    this.#kept.delete(conversation)
  }
}
