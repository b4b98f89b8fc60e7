import type { Connection, ConversationList, Messaging, Source } from '@porchlight/messaging/client'
import { useSyncExternalStore } from 'react'
import { currentMessaging, onMessagingChange } from './messenger.ts'

export function useMessaging(): Messaging | null {
  return useSyncExternalStore(onMessagingChange, currentMessaging, () => null)
}

export function useSource<Value>({ subscribe, getSnapshot }: Source<Value>): Value {
  return useSyncExternalStore(subscribe, getSnapshot, getSnapshot)
}

function constant<Value>(value: Value): Source<Value> {
  return { subscribe: () => () => undefined, getSnapshot: () => value }
}

const noList = constant<ConversationList>({ status: 'loading', items: [], unread: 0, requests: 0 })
const noConnection = constant<Connection>({ state: 'connecting', retryAt: undefined, generation: 0 })

export function useConversations(): ConversationList {
  return useSource(useMessaging()?.conversations ?? noList)
}

export function useConnection(): Connection {
  return useSource(useMessaging()?.connection ?? noConnection)
}

/** How many conversations have something new. */
export function useUnread(): number {
  return useConversations().unread
}
