export type EntryKind = 'MESSAGE' | 'EDIT' | 'DELETION' | 'REACTION' | 'MEMBERSHIP' | 'RENAMING'
export type MemberRole = 'MANAGER' | 'MEMBER'

export interface Attachment {
  readonly pictureId: string
  readonly key: string
  readonly width: number
  readonly height: number
  readonly placeholder?: string | null
  readonly colour?: string | null
  readonly altText: string
}

export interface Reaction {
  readonly emoji: string
  readonly memberIds: readonly string[]
}

/** The item `META`. */
export interface Conversation {
  readonly id: string
  readonly kind: 'DIRECT' | 'GROUP'
  readonly name?: string | null
  readonly createdAt: string
  readonly createdBy: string
  readonly lastNumber: number
  readonly messageCount: number
  /** Of the last message. */
  readonly lastMessageNumber?: number | null
  readonly lastMessageAt?: string | null
  readonly lastMessage?: string | null
  readonly lastSenderId?: string | null
  /** The first number that each may see, by the members' ids: whoever is in here is a member, and nobody else. */
  readonly members: Readonly<Record<string, number>>
  readonly managers: readonly string[]
}

/** An item `M#...`: what concerns one member, who may have left. */
export interface Membership {
  readonly memberId: string
  readonly from: number
  readonly until?: number | null
  readonly delivered: number
  readonly read: number
  readonly readCount: number
  readonly mutedUntil?: string | null
  readonly archived?: boolean | null
  readonly request?: boolean | null
  /** The conversation as it was when its member left. */
  readonly seen?: Seen | null
}

export interface Seen {
  readonly name?: string | null
  readonly memberIds: readonly string[]
  readonly messageCount: number
  readonly lastMessageAt?: string | null
  readonly lastSenderId?: string | null
}

/** An item `E#...`. */
export interface Entry {
  readonly number: number
  readonly id: string
  readonly kind: EntryKind
  readonly senderId: string
  readonly sentAt: string
  readonly version: number
  /** How many messages there were up to this entry. */
  readonly count: number
  /** Of a message and of a renaming. An edit's is its message's. */
  readonly body?: string | null
  /** The text to search in. */
  readonly folded?: string | null
  readonly replyTo?: number | null
  readonly target?: number | null
  readonly emoji?: string | null
  readonly withdrawn?: boolean | null
  readonly attachments?: readonly Attachment[] | null
  readonly reactions?: readonly Reaction[] | null
  readonly editedAt?: string | null
  /** The number of the last edit. */
  readonly editNumber?: number | null
  readonly deletedAt?: string | null
  readonly joined?: readonly string[] | null
  readonly left?: readonly string[] | null
  readonly role?: MemberRole | null
  /** Of a deletion: the pictures that the message had. */
  readonly pictureIds?: readonly string[] | null
}

/** An item `S#...`. */
export interface Sent {
  readonly number: number
  readonly senderId: string
  readonly kind: EntryKind
}
