/** The answers of the GraphQL API, as `schema.graphql` promises them: every field of each type, always. */
export type EntryKind = 'MESSAGE' | 'EDIT' | 'DELETION' | 'REACTION' | 'MEMBERSHIP' | 'RENAMING'
export type MemberRole = 'MANAGER' | 'MEMBER'
export type ConversationKind = 'DIRECT' | 'GROUP'

export interface Person {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly avatarUrl: string | null
}

export interface Reaction {
  readonly emoji: string
  readonly memberIds: readonly string[]
}

export interface Attachment {
  readonly pictureId: string
  /** What lets a member of the conversation see it: `GET /api/pictures/shared`. */
  readonly key: string
  readonly width: number
  readonly height: number
  readonly placeholder: string | null
  readonly colour: string | null
  readonly altText: string
}

export interface Entry {
  readonly conversationId: string
  readonly number: number
  readonly id: string
  readonly kind: EntryKind
  readonly senderId: string
  readonly sentAt: string
  readonly version: number
  readonly count: number | null
  readonly body: string | null
  readonly replyTo: number | null
  readonly target: number | null
  readonly emoji: string | null
  readonly withdrawn: boolean | null
  readonly attachments: readonly Attachment[] | null
  readonly reactions: readonly Reaction[] | null
  readonly editedAt: string | null
  readonly deletedAt: string | null
  readonly joined: readonly string[] | null
  readonly left: readonly string[] | null
  readonly role: MemberRole | null
  readonly recipientIds: readonly string[]
}

export interface EntryPage {
  readonly items: readonly Entry[]
  readonly more: boolean
}

export interface SearchPage {
  readonly items: readonly Entry[]
  readonly nextToken: string | null
}

export interface Membership {
  readonly memberId: string
  readonly role: MemberRole
  readonly from: number
  readonly until: number | null
  readonly delivered: number
  readonly read: number
  readonly readCount: number
  readonly mutedUntil: string | null
  readonly archived: boolean | null
  readonly request: boolean | null
}

export interface Conversation {
  readonly id: string
  readonly kind: ConversationKind
  readonly name: string | null
  readonly createdAt: string
  readonly lastNumber: number
  readonly messageCount: number
  readonly lastMessageAt: string | null
  readonly lastMessage: string | null
  readonly lastSenderId: string | null
  readonly memberIds: readonly string[]
  readonly people: readonly Person[]
  readonly members: readonly Membership[]
  readonly mine: Membership
}

export interface ConversationPage {
  readonly items: readonly Conversation[]
  readonly nextToken: string | null
}

export interface Signal {
  readonly kind: 'MARK' | 'SETTINGS' | 'TYPING' | 'PRESENCE' | 'NOTICE'
  readonly at: string
  readonly memberId: string | null
  readonly conversationId: string | null
  readonly delivered: number | null
  readonly read: number | null
  readonly readCount: number | null
  readonly mutedUntil: string | null
  readonly archived: boolean | null
  readonly request: boolean | null
  readonly here: boolean | null
  readonly notice: string | null
  readonly recipientIds: readonly string[]
  readonly topic: string | null
}
