import type { ViewEntry } from '../model.ts'
import type { Queued } from '../store.ts'
import type { Entry } from '../wire.ts'
import { pendingChange, presentEntry, withPendingChanges } from './present.ts'
import type { Replies } from './replies.ts'

interface Kept {
  /** What was shown depends on besides the entry. */
  readonly key: readonly unknown[]
  readonly shown: ViewEntry | undefined
}

/** Entries as they are shown; the same object as long as nothing about it changed. */
export class ShownEntries {
  readonly #memberId: string
  readonly #replies: Replies
  readonly #kept = new WeakMap<Entry, Kept>()

  constructor(memberId: string, replies: Replies) {
    this.#memberId = memberId
    this.#replies = replies
  }

  of(entries: readonly Entry[], queued: readonly Queued[]): readonly ViewEntry[] {
    const changes = Map.groupBy(queued, ({ operation }) => (operation.kind === 'send' ? 0 : operation.target))
    return entries.flatMap((entry) => this.#present(entry, changes.get(entry.number) ?? []) ?? [])
  }

  #present(entry: Entry, changes: readonly Queued[]): ViewEntry | undefined {
    const key = [entry.replyTo === null ? undefined : this.#replies.find(entry.replyTo), ...changes]
    const kept = this.#kept.get(entry)
    if (kept !== undefined && sameItems(kept.key, key)) return kept.shown
    const memberId = this.#memberId
    const plain = presentEntry(withPendingChanges(entry, changes, memberId), { memberId, find: this.#replies.find })
    const shown =
      plain?.kind === 'message' && changes.length > 0 ? { ...plain, changes: changes.flatMap(pendingChange) } : plain
    this.#kept.set(entry, { key, shown })
    return shown
  }
}

function sameItems(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((item, index) => item === others[index])
}
