import type { Conversation, Membership } from './items.ts'
import type { PeopleStash } from './people.ts'

/** Of the caller's conversations. */
export interface ListStash extends PeopleStash {
  limit: number
  memberships?: readonly ListedMembership[]
  nextToken?: string | null
  /** By `memberSk`. */
  conversations?: Readonly<Record<string, Conversation>>
}

/** `memberSk` is the conversation's `pk`, too. */
export interface ListedMembership extends Membership {
  readonly memberSk: string
}
