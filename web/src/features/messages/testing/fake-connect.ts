import type { ConversationHandle, Messaging, Source } from '@porchlight/messaging/client'
import { presence, summaries, viewOf } from './fixtures.ts'

function still<Value>(value: Value): Source<Value> {
  return { subscribe: () => () => undefined, getSnapshot: () => value }
}

const done = async () => undefined

function handleOf(id: string): ConversationHandle {
  return {
    ...still(viewOf(id)),
    id,
    loadEarlier: done,
    loadLater: done,
    jumpTo: done,
    jumpToEnd: done,
    send: async () => 'sent',
    edit: async () => 'edited',
    remove: async () => 'removed',
    react: async () => 'reacted',
    typing: () => undefined,
    markRead: () => undefined,
    rename: done,
    addMembers: done,
    removeMember: done,
    setRole: done,
    leave: done,
    mute: done,
    archive: done,
    accept: done,
    decline: done,
  }
}

/** In place of the real client: conversations that stand still, to be looked at. */
export function connect(): Messaging {
  const handles = new Map(summaries.map(({ id }) => [id, handleOf(id)]))
  const absent = handleOf('absent')
  return {
    connection: still({ state: 'live', retryAt: undefined, generation: 1 }),
    conversations: still({ status: 'ready', items: summaries, unread: 2, requests: 1 }),
    presence: still(presence),
    conversation: (id) => handles.get(id) ?? absent,
    onNotice: () => () => undefined,
    follow: () => () => undefined,
    openDirect: async () => 'talk-ben',
    createGroup: async () => 'talk-group',
    async *search() {
      yield [
        {
          conversationId: 'talk-ben',
          number: 12,
          senderId: 'ben',
          sentAt: new Date().toISOString(),
          body: 'I put the long list here, and the kettle too.',
        },
      ]
    },
    retry: done,
    discard: done,
    refresh: () => undefined,
    stop: done,
  }
}
