import type { Tuning } from '@porchlight/messaging/client/client'
import { startMessaging } from '@porchlight/messaging/client/create-messaging'
import type { Messaging, MessagingOptions } from '@porchlight/messaging/client/messaging'
import { memoryStore } from '@porchlight/messaging/client/stores/memory'
import { renewTokens, type SignedIn } from '../members.ts'

interface PageOptions extends Partial<MessagingOptions> {
  readonly tuning: Tuning
  /** What a token becomes on its way to the page. */
  readonly spoil?: (token: string) => string
}

/** A member's page, as far as messages go: its connection to the place's own GraphQL API, by the edge. */
export function openPage(
  origin: string,
  member: SignedIn,
  { tuning, spoil = (token) => token, ...options }: PageOptions,
): Messaging {
  let current = member
  return startMessaging(
    {
      url: `${origin}/graphql`,
      realtimeUrl: `${origin.replace('http', 'ws')}/graphql/realtime`,
      memberId: member.id,
      token: async (refused) => {
        if (current.token === refused) [current = member] = await renewTokens(origin, [member])
        return refused === undefined ? spoil(current.token) : current.token
      },
      store: memoryStore(),
      ...options,
    },
    tuning,
  )
}
