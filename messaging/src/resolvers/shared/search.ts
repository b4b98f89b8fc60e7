import type { Entry } from './items.ts'
import type { OwnStash } from './own.ts'

export interface SearchArguments {
  readonly conversationId: string
  readonly text: string
  readonly nextToken?: string | null
}

export interface SearchStash extends OwnStash {
  /** Latest first. */
  found?: readonly Entry[]
  nextToken?: string | null
}
