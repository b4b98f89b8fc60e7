import type { Entry, Membership } from './items.ts'
import type { OwnStash } from './own.ts'

export interface MarkArguments {
  readonly input: { readonly conversationId: string; readonly delivered?: number | null; readonly read?: number | null }
}

export interface MarkStash extends OwnStash {
  /** The entry up to which was read. */
  entry?: Entry | null
  isWritten?: boolean
  /** What is being written. */
  wanted?: Membership
}
