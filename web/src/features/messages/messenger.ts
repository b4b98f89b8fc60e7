import type { Messaging } from '@porchlight/messaging/client'

/**
 * The page's one connection to the member's conversations. It comes in a chunk of its own after signing in; until then,
 * and for visitors, there is none.
 */
let current: Messaging | null = null
const listeners = new Set<() => void>()

export function currentMessaging(): Messaging | null {
  return current
}

export function onMessagingChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function changeMessaging(next: Messaging | null): void {
  current = next
  for (const listener of listeners) listener()
}

/** Waits for the connection that signing in begins. */
export function messagingReady(): Promise<Messaging> {
  const { promise, resolve } = Promise.withResolvers<Messaging>()
  const look = (): void => {
    if (current === null) return
    stop()
    resolve(current)
  }
  const stop = onMessagingChange(look)
  look()
  return promise
}
