import type { Conversation, Membership } from './items.ts'
import type { PeopleStash } from './people.ts'

export interface OpenStash extends PeopleStash {
  conversationId: string
  memberId: string
  now: string
  conversation?: Conversation | null
  mine?: Membership | null
  other?: Membership | null
  blocked?: boolean
  attempt?: { conversation: Conversation; mine: Membership; other: Membership | null }
}
