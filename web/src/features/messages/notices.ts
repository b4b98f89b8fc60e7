import type { Notice } from '@porchlight/contract/messaging'
import type { Messaging } from '@porchlight/messaging/client'
import { currentMessaging, onMessagingChange } from './messenger.ts'

/** `missed`: the connection was away, and what was told meanwhile did not come here. */
export type News = Notice | { readonly type: 'missed' }

export function isLive(): boolean {
  return currentMessaging()?.connection.getSnapshot().state === 'live'
}

/** Calls the listener with what `api` tells the member's open pages, whichever connection brings it. */
export function onNews(listener: (news: News) => void): () => void {
  let leave: () => void = () => undefined
  const follow = (): void => {
    leave()
    const messaging = currentMessaging()
    leave = messaging === null ? () => undefined : followOne(messaging, listener)
  }
  const stop = onMessagingChange(follow)
  follow()
  return () => {
    stop()
    leave()
  }
}

function followOne({ connection, onNotice }: Messaging, listener: (news: News) => void): () => void {
  let known = connection.getSnapshot().generation
  const stopNotices = onNotice(listener)
  const stopConnection = connection.subscribe(() => {
    const { state, generation } = connection.getSnapshot()
    if (state !== 'live' || generation === known) return
    known = generation
    listener({ type: 'missed' })
  })
  return () => {
    stopNotices()
    stopConnection()
  }
}
