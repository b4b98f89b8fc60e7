import type { Messaging, MessagingOptions } from './messaging.ts'
import { MessagingError } from './messaging-error.ts'

/** Connects a member's page or process to their conversations. */
export function createMessaging(options: MessagingOptions): Messaging {
  throw new MessagingError('Unavailable', `Nothing answers at ${options.url} yet`)
}
