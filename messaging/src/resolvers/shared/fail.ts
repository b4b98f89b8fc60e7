import { util } from '@aws-appsync/utils'
import { type MessagingErrorType, messagingErrors } from '@porchlight/contract/messaging-errors'

/** Ends the field with an error: what happened and what to do, or which of the inputs is meant. */
export function fail(type: MessagingErrorType, input?: string): never {
  const { title, advice } = messagingErrors[type]
  return util.error(input ? `${title}: ${input}` : `${title}. ${advice}`, type)
}
