import { directConversationId } from '@porchlight/contract/messaging'
import type { Entry, Membership, Signal } from '../wire.ts'
import { type NewEntry, Refusal, type World } from './world.ts'

interface Caller {
  readonly memberId: string
}
type Input<Field extends string> = {
  readonly input: Readonly<Record<Field, string>> & Omit<NewEntry, 'kind' | 'senderId'>
}
interface Range {
  readonly conversationId: string
  readonly after?: number | null
  readonly before?: number | null
  readonly limit?: number | null
}

/** The fields of `schema.graphql` over a world, as graphql-js calls them on a root value. */
export function fieldsOf(world: World) {
  return { ...queries(world), ...changes(world), ...signals(world) }
}

function queries(world: World) {
  return {
    conversation: ({ id }: { id: string }, { memberId }: Caller) => world.conversation(id, memberId),
    conversations: (_: unknown, { memberId }: Caller) => ({ items: world.conversationsOf(memberId), nextToken: null }),
    entries: ({ conversationId, after, before, limit }: Range, { memberId }: Caller) => {
      const all = world.visible(conversationId, memberId)
      const most = Math.min(limit ?? 100, 100)
      if (after !== undefined && after !== null) {
        const later = all.filter(({ number }) => number > after)
        return { items: later.slice(0, most), more: later.length > most }
      }
      const earlier = before === undefined || before === null ? all : all.filter(({ number }) => number < before)
      return { items: earlier.slice(-most), more: earlier.length > most }
    },
    searchMessages: ({ conversationId, text }: { conversationId: string; text: string }, { memberId }: Caller) => {
      const found = world.visible(conversationId, memberId).filter(({ body }) => body?.includes(text))
      return { items: found.toReversed(), nextToken: null }
    },
  }
}

function changes(world: World) {
  const add = (kind: Entry['kind'], made: Omit<NewEntry, 'kind'>) => world.add({ ...made, kind })
  const from = (senderId: string) => ({ senderId })
  return {
    openDirectConversation: ({ memberId }: { memberId: string }, caller: Caller) => {
      const id = directConversationId(caller.memberId, memberId)
      if (!world.has(id)) world.make(id, 'DIRECT', [caller.memberId, memberId])
      return world.conversation(id, caller.memberId)
    },
    createGroup: ({ input }: { input: { id: string; name: string; memberIds: string[] } }, { memberId }: Caller) => {
      if (!world.has(input.id)) world.make(input.id, 'GROUP', [memberId, ...input.memberIds])
      const joined = [memberId, ...input.memberIds]
      return add('MEMBERSHIP', { conversationId: input.id, id: input.id, senderId: memberId, joined })
    },
    sendMessage: ({ input }: Input<'body'>, { memberId }: Caller) => add('MESSAGE', { ...input, ...from(memberId) }),
    editMessage: ({ input }: Input<'body'>, { memberId }: Caller) => add('EDIT', { ...input, ...from(memberId) }),
    deleteMessage: ({ input }: Input<'id'>, { memberId }: Caller) => add('DELETION', { ...input, ...from(memberId) }),
    react: ({ input }: Input<'emoji'>, { memberId }: Caller) => add('REACTION', { ...input, ...from(memberId) }),
    renameGroup: ({ input: { name, ...input } }: Input<'name'>, { memberId }: Caller) =>
      add('RENAMING', { ...input, body: name, ...from(memberId) }),
    addMembers: ({ input: { memberIds, ...input } }: { input: NewEntry & { memberIds: string[] } }, caller: Caller) =>
      add('MEMBERSHIP', { ...input, joined: memberIds, role: 'MEMBER', ...from(caller.memberId) }),
    removeMember: ({ input: { memberId, ...input } }: Input<'memberId'>, caller: Caller) =>
      add('MEMBERSHIP', { ...input, left: [memberId], ...from(caller.memberId) }),
    leaveConversation: ({ input }: Input<'id'>, { memberId }: Caller) =>
      add('MEMBERSHIP', { ...input, left: [memberId], ...from(memberId) }),
  }
}

const silent = {
  memberId: null,
  conversationId: null,
  delivered: null,
  read: null,
  readCount: null,
  mutedUntil: null,
  archived: null,
  request: null,
  here: null,
  notice: null,
  topic: null,
} as const

function signals(world: World) {
  const signal = (kind: Signal['kind'], said: Partial<Signal>): Signal => {
    const recipientIds = said.conversationId ? world.recipients(said.conversationId) : []
    return { ...silent, kind, at: new Date().toISOString(), recipientIds, ...said }
  }
  return {
    mark: ({ input }: { input: { conversationId: string; delivered?: number; read?: number } }, caller: Caller) => {
      const { delivered, read, readCount } = world.mark(input.conversationId, caller.memberId, input)
      return signal('MARK', { conversationId: input.conversationId, ...caller, delivered, read, readCount })
    },
    setConversation: ({ input }: { input: { conversationId: string } & Partial<Membership> }, caller: Caller) => {
      const { conversationId, ...settings } = input
      const { mutedUntil, archived, request } = world.set(conversationId, caller.memberId, settings)
      const recipientIds = [caller.memberId]
      return signal('SETTINGS', { conversationId, ...caller, mutedUntil, archived, request, recipientIds })
    },
    typing: ({ conversationId }: { conversationId: string }, caller: Caller) =>
      signal('TYPING', { conversationId, ...caller }),
    presence: ({ conversationIds, here }: { conversationIds: string[]; here: boolean }, caller: Caller) => {
      const recipientIds = [...new Set(conversationIds.flatMap((id) => world.recipients(id)))]
      return signal('PRESENCE', { ...caller, here, recipientIds })
    },
    publish: ({ input }: { input: { recipientIds: string[]; notice: string } }, { memberId }: Caller) => {
      if (memberId !== 'api') throw new Refusal('Unauthorized')
      return signal('NOTICE', input)
    },
  }
}
