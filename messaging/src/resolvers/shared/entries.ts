import type { Entry } from './items.ts'
import type { OwnStash } from './own.ts'

export interface EntriesArguments {
  readonly conversationId: string
  readonly after?: number | null
  readonly before?: number | null
  readonly limit?: number | null
}

export interface EntriesStash extends OwnStash {
  limit: number
  /** Ascending. */
  entries?: readonly Entry[]
  /** What edits among the entries are about, by number. */
  messages?: Readonly<Record<string, Entry>>
}
