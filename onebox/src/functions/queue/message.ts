import type { FunctionName } from '@porchlight/contract/function-messages'

/** What is asked of a function. */
export interface NewMessage {
  readonly function: FunctionName
  /** What an operator knows it by: the key of the object, or the id of the notification. */
  readonly subject: string
  /** Sent again while the first is still here, it is the same message. */
  readonly deduplicationId: string
  /** JSON. */
  readonly body: unknown
}

/** A message that was handed out, for one attempt. */
export interface Message {
  readonly id: string
  readonly subject: string
  readonly body: unknown
  /** This one included. */
  readonly attempts: number
  readonly sentAt: Date
  /** Of this attempt: what a later one has taken over cannot be ended by this one any more. */
  readonly receipt: string
}
