import type { Failure } from './store.ts'
import type { Attachment, ConversationKind, MemberRole, Person, Reaction } from './wire.ts'

/**
 * For `useSyncExternalStore(source.subscribe, source.getSnapshot)`. Values are immutable, and the same object until
 * something in them changed. Both functions may be passed on without their object.
 */
export interface Source<Value> {
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => Value
}

export interface Connection {
  /**
   * `live`: what others send comes at once. `connecting`: it is being restored; what is shown may be old.
   * `offline`: there is no network. `ended`: the server refused this member (suspended, signed out) or `stop` was called.
   */
  readonly state: 'connecting' | 'live' | 'offline' | 'ended'
  /** While `connecting` after a failure: when the next try is made, in milliseconds since 1970. */
  readonly retryAt: number | undefined
  /** Grows each time the connection was restored: notices may have been missed, so ask again for what they tell of. */
  readonly generation: number
}

export type Loading = 'loading' | 'ready' | 'failed'

export interface ConversationList {
  /** `failed`: the list could not be asked for yet, and is being tried again. */
  readonly status: Loading
  /** Latest activity first; requests and archived ones are among them. */
  readonly items: readonly ConversationSummary[]
  /** Conversations with unread messages, but for muted and archived ones and requests. */
  readonly unread: number
  /** Requests that wait to be accepted. */
  readonly requests: number
}

export interface ConversationSummary {
  readonly id: string
  readonly kind: ConversationKind
  /** Of a group. Of two, show the other's name from `people`. */
  readonly name: string | null
  readonly memberIds: readonly string[]
  /** The first few, by id; who is unknown to `api` (an account that is gone) is missing. */
  readonly people: People
  /** When the last message was sent, or the conversation made. */
  readonly activeAt: string
  /** The beginning of the last message; `text` is null when it was deleted or is not to be seen. */
  readonly last: { readonly text: string | null; readonly senderId: string } | undefined
  readonly unread: number
  /** Own messages that could not be sent and wait for the member. */
  readonly failed: number
  readonly muted: boolean
  /** When muting ends, in RFC 3339; null when not muted. */
  readonly mutedUntil: string | null
  readonly archived: boolean
  readonly request: boolean
  readonly role: MemberRole
  /** Whether the caller is no longer a member: what was before can be read, nothing can be sent. */
  readonly left: boolean
}

export type People = Readonly<Record<string, Person>>

export interface ConversationView {
  /** `absent`: there is no such conversation for this member. `failed`: not loaded yet, and being tried again. */
  readonly status: Loading | 'absent'
  readonly summary: ConversationSummary | undefined
  readonly people: People
  /** Everyone's role and marks, the caller's too. */
  readonly members: readonly MemberState[]
  /** A stretch of the conversation without gaps, ascending by number. */
  readonly entries: readonly ViewEntry[]
  /** Own messages that have no number yet, in the order in which they will be sent. Show them below `entries`. */
  readonly pending: readonly PendingMessage[]
  /** Whether there is something above or below `entries` that is not loaded. With `hasLater`, new messages are not shown. */
  readonly hasEarlier: boolean
  readonly hasLater: boolean
  readonly loading: 'earlier' | 'later' | 'jump' | undefined
  /** The number of the first message that was unread when the conversation was opened; it stays until `close`. */
  readonly firstUnread: number | undefined
  /** Who is typing, others only. */
  readonly typing: readonly string[]
}

export interface MemberState {
  readonly memberId: string
  readonly role: MemberRole
  /** Up to which number the member's pages have received, and the member has read. */
  readonly delivered: number
  readonly read: number
  readonly left: boolean
}

export type ViewEntry = Message | MembershipChange | Renaming

interface Numbered {
  readonly number: number
  readonly id: string
  readonly senderId: string
  readonly sentAt: string
}

export interface Message extends Numbered {
  readonly kind: 'message'
  readonly mine: boolean
  /** Null once deleted. */
  readonly body: string | null
  readonly replyTo: ReplyTarget | undefined
  readonly attachments: readonly Attachment[]
  readonly reactions: readonly Reaction[]
  readonly editedAt: string | null
  readonly deletedAt: string | null
  /** Edits, deletions and reactions of the caller's that are shown already and not yet with the server. */
  readonly changes: readonly PendingChange[]
}

export interface ReplyTarget {
  readonly number: number
  /** Undefined while it is not loaded (it is fetched by itself), or when the caller may not see it. */
  readonly message: { readonly senderId: string; readonly body: string | null; readonly pictures: number } | undefined
}

export interface PendingChange {
  readonly id: string
  readonly kind: 'edit' | 'delete' | 'react'
  /** What to do about it: `retry(id)` or `discard(id)`. Absent while it is on its way. */
  readonly failure: Failure | undefined
}

export interface MembershipChange extends Numbered {
  readonly kind: 'membership'
  readonly joined: readonly string[]
  readonly left: readonly string[]
  /** The role that those who joined have, or were given. */
  readonly role: MemberRole | null
}

export interface Renaming extends Numbered {
  readonly kind: 'renaming'
  readonly name: string
}

export interface PendingMessage {
  readonly kind: 'pending'
  readonly id: string
  readonly body: string
  readonly replyTo: ReplyTarget | undefined
  readonly pictureIds: readonly string[]
  /** Milliseconds since 1970, by this device. */
  readonly queuedAt: number
  /** `waiting`: it is kept and goes when it can. `failed`: given up; offer `retry(id)` and `discard(id)`. */
  readonly state: 'waiting' | 'failed'
  readonly failure: Failure | undefined
}

/** Whether a member has a page open: the lamp. */
export type Presence = { readonly here: true } | { readonly here: false; readonly leftAt: string }

/** What others' pages have of a message of the caller's. Nothing is claimed that no mark said. */
export interface Receipt {
  /** `read` and `delivered`: by everyone else who is a member. */
  readonly state: 'sent' | 'delivered' | 'read'
  readonly deliveredTo: readonly string[]
  readonly readBy: readonly string[]
}
