import { Client, type Tuning } from './client.ts'
import type { Messaging, MessagingOptions } from './messaging.ts'
import { platformClock, platformFetch, platformSocket, platformSurroundings } from './platform.ts'
import { searchMessages } from './search.ts'

const defaults: Tuning = { gapRepair: true, idleMs: 60_000, settleMs: 3_000 }

/** Connects a member's page or process to their conversations. */
export function createMessaging(options: MessagingOptions): Messaging {
  return startMessaging(options, defaults)
}

/** For tests, which wait less. */
export function startMessaging(options: MessagingOptions, tuning: Tuning): Messaging {
  const client = new Client({
    fetch: platformFetch,
    openSocket: platformSocket,
    clock: platformClock,
    random: Math.random,
    surroundings: platformSurroundings(),
    ...options,
    tuning,
  })
  return {
    connection: client.realtime.state,
    conversations: client.list,
    presence: client.lamps.source,
    conversation: (id) => client.handle(id).public,
    onNotice: (listener) => client.onNotice(listener),
    follow: (conversationId, after, listener) => client.follows.follow(conversationId, after, listener),
    openDirect: (memberId) => client.openDirect(memberId),
    createGroup: (group) => client.createGroup(group),
    search: (query) => searchMessages(client.core, query),
    retry: (id) => client.core.outbox.retry(id),
    discard: (id) => client.core.outbox.discard(id),
    refresh: () => client.check(),
    stop: () => client.stop(),
  }
}
