import { applyFact } from '../log/apply-fact.ts'
import type { Attachment, Conversation, ConversationKind, Entry, EntryKind, Membership, Person } from '../wire.ts'

/** A refusal, as AppSync shows it. */
export class Refusal extends Error {
  readonly errorType: string

  constructor(errorType: string) {
    super(`Refused: ${errorType}`)
    this.errorType = errorType
  }
}

interface Place {
  readonly id: string
  readonly kind: ConversationKind
  name: string | null
  readonly createdAt: string
  readonly entries: Entry[]
  readonly sent: Map<string, Entry>
  readonly members: Map<string, Membership>
  messageCount: number
}

export interface NewEntry {
  readonly conversationId: string
  readonly id: string
  readonly senderId: string
  readonly kind: EntryKind
  readonly body?: string | null
  readonly replyTo?: number | null
  readonly target?: number | null
  readonly emoji?: string | null
  readonly withdrawn?: boolean | null
  readonly joined?: readonly string[]
  readonly left?: readonly string[]
  readonly role?: Membership['role']
  readonly pictureIds?: readonly string[] | null
}

const empty = {
  count: null,
  body: null,
  replyTo: null,
  target: null,
  emoji: null,
  withdrawn: null,
  attachments: null,
  reactions: null,
  editedAt: null,
  deletedAt: null,
  joined: null,
  left: null,
  role: null,
} as const

/** Conversations as `table-design.md` has them, in memory: numbers without gaps, an id once, messages in their present state. */
export class World {
  readonly #places = new Map<string, Place>()

  make(id: string, kind: ConversationKind, memberIds: readonly string[]): void {
    const members = new Map(memberIds.map((memberId) => [memberId, membership(memberId)]))
    const createdAt = new Date().toISOString()
    const counts = { entries: [], sent: new Map(), messageCount: 0 }
    this.#places.set(id, { id, kind, name: kind === 'GROUP' ? 'A group' : null, createdAt, members, ...counts })
  }

  has(id: string): boolean {
    return this.#places.has(id)
  }

  entriesOf(id: string): readonly Entry[] {
    return this.#places.get(id)?.entries ?? []
  }

  conversationsOf(memberId: string): readonly Conversation[] {
    const places = [...this.#places.values()].filter(({ members }) => members.has(memberId))
    return places.map(({ id }) => ({ ...this.conversation(id, memberId), members: [] }))
  }

  /** @throws {Refusal} `NotFound`. */
  conversation(id: string, memberId: string): Conversation {
    const { entries, members, kind, name, createdAt, messageCount } = this.#placeOf(id, memberId)
    const last = entries.findLast((entry) => entry.kind === 'MESSAGE')
    const mine = members.get(memberId) ?? membership(memberId)
    const memberIds = [...members.values()].filter(({ until }) => until === null).map((member) => member.memberId)
    return {
      id,
      kind,
      name,
      createdAt,
      lastNumber: entries.length,
      messageCount,
      lastMessageAt: last?.sentAt ?? null,
      lastMessage: last?.body?.slice(0, 120) ?? null,
      lastSenderId: last?.senderId ?? null,
      memberIds,
      people: memberIds.map(person),
      members: [...members.values()],
      mine,
    }
  }

  /** Those that the member may see. */
  visible(id: string, memberId: string): readonly Entry[] {
    const { entries, members } = this.#placeOf(id, memberId)
    const { from = 1, until = null } = members.get(memberId) ?? {}
    return entries.slice(from - 1, until ?? entries.length)
  }

  /** The same id again answers with the same entry. */
  add(made: NewEntry): Entry {
    const place = this.#placeOf(made.conversationId, made.senderId)
    const known = place.sent.get(made.id)
    if (known !== undefined) return place.entries[known.number - 1] ?? known
    if (place.members.get(made.senderId)?.until !== null) throw new Refusal('NotAMember')
    if (made.body !== undefined && (made.body?.length ?? 0) > 8_000) throw new Refusal('TooLong')
    const entry = this.#entry(place, made)
    place.entries.push(entry)
    place.sent.set(made.id, entry)
    this.#work(place, entry)
    return entry
  }

  mark(id: string, memberId: string, mark: { delivered?: number | null; read?: number | null }): Membership {
    const { members, entries } = this.#placeOf(id, memberId)
    const known = members.get(memberId) ?? membership(memberId)
    const read = Math.max(known.read, mark.read ?? 0)
    const readCount = entries.slice(0, read).filter(({ kind }) => kind === 'MESSAGE').length
    const changed = { ...known, read, readCount, delivered: Math.max(known.delivered, mark.delivered ?? 0, read) }
    members.set(memberId, changed)
    return changed
  }

  set(id: string, memberId: string, settings: Partial<Membership>): Membership {
    const { members } = this.#placeOf(id, memberId)
    const changed = { ...(members.get(memberId) ?? membership(memberId)), ...settings }
    members.set(memberId, changed)
    return changed
  }

  recipients(id: string): readonly string[] {
    return [...(this.#places.get(id)?.members.keys() ?? [])]
  }

  #placeOf(id: string, memberId: string): Place {
    const place = this.#places.get(id)
    if (place === undefined || !place.members.has(memberId)) throw new Refusal('NotFound')
    return place
  }

  #entry(place: Place, { pictureIds, ...made }: NewEntry): Entry {
    const number = place.entries.length + 1
    const message = made.kind === 'MESSAGE'
    return {
      ...empty,
      ...made,
      number,
      version: number,
      sentAt: new Date().toISOString(),
      count: message ? place.messageCount + 1 : null,
      attachments: message ? (pictureIds ?? []).map(attachment) : null,
      reactions: message ? [] : null,
      recipientIds: [...place.members.keys(), ...(made.joined ?? [])],
    }
  }

  #work(place: Place, entry: Entry): void {
    if (entry.kind === 'MESSAGE') place.messageCount += 1
    if (entry.kind === 'RENAMING') place.name = entry.body
    const target = entry.target === null ? undefined : place.entries[entry.target - 1]
    if (target !== undefined) place.entries[target.number - 1] = applyFact(target, entry)
    for (const id of entry.joined ?? []) place.members.set(id, { ...membership(id), from: entry.number })
    for (const id of entry.left ?? []) {
      place.members.set(id, { ...membership(id), ...place.members.get(id), until: entry.number })
    }
  }
}

function membership(memberId: string): Membership {
  const settings = { mutedUntil: null, archived: false, request: false }
  return { memberId, role: 'MEMBER', from: 1, until: null, delivered: 0, read: 0, readCount: 0, ...settings }
}

function person(id: string): Person {
  return { id, handle: id, name: `Member ${id}`, avatarUrl: null }
}

function attachment(pictureId: string): Attachment {
  return { pictureId, key: 'k'.repeat(22), width: 1, height: 1, placeholder: null, colour: null, altText: '' }
}
