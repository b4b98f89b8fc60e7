import type { Notice } from '@porchlight/contract/messaging'
import type { Connection, ConversationList, ConversationView, Presence, Source } from './model.ts'
import type { Clock, Fetch, OpenSocket, Random, Surroundings } from './ports.ts'
import type { Store } from './store.ts'
import type { Entry, MemberRole } from './wire.ts'

export interface MessagingOptions {
  /** Of the GraphQL API: `https://place.example/graphql`, or AppSync's own. */
  readonly url: string
  /** `wss://place.example/graphql/realtime`, or AppSync's own. */
  readonly realtimeUrl: string
  readonly memberId: string
  /**
   * The access token, kept by whoever signs in. `refused` is one that the server would not have, or that is about to
   * end: answer with another. Undefined: the member is signed out, and all stops with the connection `ended`. When it
   * throws, it is asked again later.
   */
  readonly token: (refused?: string) => Promise<string | undefined>
  readonly store: Store
  /** Each absent: the browser's or Node's own. */
  readonly fetch?: Fetch
  readonly openSocket?: OpenSocket
  readonly clock?: Clock
  readonly random?: Random
  readonly surroundings?: Surroundings
}

/**
 * A member's conversations, in one page or one Node process. It connects at once. What it is told to send is kept in
 * the store first, so that it survives a reload and is sent when there is a network again, in order, once.
 */
export interface Messaging {
  readonly connection: Source<Connection>
  readonly conversations: Source<ConversationList>
  /** Who has a page open, of the people in the conversations. Who is missing has not been seen. */
  readonly presence: Source<Readonly<Record<string, Presence>>>
  /** The same object for the same id. It is loaded, and stays up to date, while somebody subscribes to it. */
  conversation(id: string): ConversationHandle

  /** What `api` tells open pages: a picture that changed, a count of notifications, a new post. */
  onNotice(listener: (notice: Notice) => void): () => void
  /**
   * Calls `listener` with every entry after number `after`, in order, none left out, none twice: catching up first, then
   * live. For bots, and for reading new messages out. Edits and the like are entries of their own.
   */
  follow(conversationId: string, after: number, listener: (entry: Entry) => void): () => void

  /** The conversation's id, which is the same for both members. */
  openDirect(memberId: string): Promise<string>
  createGroup(group: { readonly name: string; readonly memberIds: readonly string[] }): Promise<string>
  /** Pages of messages, latest first; without `conversationId` through all conversations, latest activity first. */
  search(query: SearchQuery): AsyncIterable<readonly FoundMessage[]>

  /** Tries to send again what failed, under the same id. */
  retry(id: string): Promise<void>
  /** Forgets what failed or waits; nothing when it was sent meanwhile. */
  discard(id: string): Promise<void>
  /** Asks anew, as when the page comes to the foreground. */
  refresh(): void
  /** Closes the connection and the store. What waits in the store is sent the next time. */
  stop(): Promise<void>
}

/**
 * One conversation. Every function may be passed on without its object.
 *
 * `send`, `edit`, `remove` and `react` resolve with the operation's id as soon as it is kept, also offline; the view
 * shows how it fares. The others wait for the server, over brief faults, and reject with a `MessagingError`.
 */
export interface ConversationHandle extends Source<ConversationView> {
  readonly id: string
  readonly loadEarlier: () => Promise<void>
  readonly loadLater: () => Promise<void>
  /** Shows the stretch around a number, such as a search's hit, a reply's target, or `firstUnread`. */
  readonly jumpTo: (number: number) => Promise<void>
  /** Shows the last page again. */
  readonly jumpToEnd: () => Promise<void>

  readonly send: (draft: MessageDraft) => Promise<string>
  readonly edit: (target: number, body: string) => Promise<string>
  readonly remove: (target: number) => Promise<string>
  readonly react: (target: number, emoji: string, change: 'add' | 'withdraw') => Promise<string>
  /** Call at each key press: it is sent every few seconds at most. */
  readonly typing: () => void
  /** The member has seen everything up to this number. Repeated and earlier calls cost nothing. */
  readonly markRead: (number: number) => void

  readonly rename: (name: string) => Promise<void>
  readonly addMembers: (memberIds: readonly string[]) => Promise<void>
  readonly removeMember: (memberId: string) => Promise<void>
  readonly setRole: (memberId: string, role: MemberRole) => Promise<void>
  readonly leave: () => Promise<void>
  /** Until an instant, in RFC 3339; null: no longer. */
  readonly mute: (until: string | null) => Promise<void>
  readonly archive: (archived: boolean) => Promise<void>
  /** Takes a stranger's request up, or leaves the conversation. */
  readonly accept: () => Promise<void>
  readonly decline: () => Promise<void>
}

export interface MessageDraft {
  readonly body: string
  readonly replyTo?: number
  readonly pictureIds?: readonly string[]
}

export interface SearchQuery {
  readonly text: string
  readonly conversationId?: string
  readonly signal?: AbortSignal
}

export interface FoundMessage {
  readonly conversationId: string
  /** For `jumpTo`. */
  readonly number: number
  readonly senderId: string
  readonly sentAt: string
  readonly body: string
}
