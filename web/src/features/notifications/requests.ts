import type { Me } from '@porchlight/contract/members'
import type { ConversationSummary } from '@porchlight/messaging/client'

/** Strangers who wait for an answer, for who wants to be told of them. */
export function waitingRequests(
  conversations: readonly ConversationSummary[],
  { notificationsOff }: Pick<Me, 'notificationsOff'>,
): readonly ConversationSummary[] {
  if (notificationsOff.includes('message_request')) return []
  return conversations.filter(({ request, left }) => request && !left)
}
