import type { Api } from './api/api.ts'
import type { ChangeName } from './api/documents.ts'
import type { Registry } from './list/registry.ts'
import type { Marks } from './marks.ts'
import type { ConversationSummary } from './model.ts'
import type { Outbox } from './outbox/outbox.ts'
import type { Clock, Random } from './ports.ts'
import type { Conversation } from './wire.ts'

/** What a conversation's handle needs of the client as a whole. */
export interface Core {
  readonly memberId: string
  readonly api: Api
  readonly registry: Registry
  readonly outbox: Outbox
  readonly marks: Marks
  readonly clock: Clock
  readonly random: Random
  readonly gapRepair: boolean
  readonly stopping: AbortSignal
  /** Over brief faults, for about half a minute. */
  readonly patiently: <Answer>(ask: () => Promise<Answer>) => Promise<Answer>
  /** The answer is an entry, which goes where entries go. */
  readonly change: (name: ChangeName, input: object) => Promise<void>
  readonly summarise: (conversation: Conversation) => ConversationSummary
  readonly screenChanged: () => void
}
