import type { Clock, Fetch, OpenSocket, Surroundings } from './ports.ts'

export const platformFetch: Fetch = (url, request) => fetch(url, request)

export const platformSocket: OpenSocket = (url, protocols, events) => {
  const socket = new WebSocket(url, protocols)
  socket.addEventListener('open', events.onOpen)
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') events.onMessage(data)
  })
  socket.addEventListener('close', events.onClose)
  return socket
}

export const platformClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

/** As much of a page as is used: Node, which has none, checks this file too. */
interface Page extends Listens {
  readonly visibilityState: string
}
interface Listens {
  addEventListener(event: string, listener: () => void): void
  removeEventListener(event: string, listener: () => void): void
}
declare const document: Page | undefined
declare const window: Listens
declare const navigator: { readonly onLine: boolean }

/** Of a page; in Node there is always a network and always somebody. */
export function platformSurroundings(): Surroundings {
  const page = typeof document === 'undefined' ? undefined : document
  return {
    online: () => page === undefined || navigator.onLine,
    visible: () => page === undefined || page.visibilityState === 'visible',
    onChange: (listener) => {
      if (page === undefined) return () => undefined
      const events = ['online', 'offline', 'pageshow', 'focus'] as const
      for (const event of events) window.addEventListener(event, listener)
      page.addEventListener('visibilitychange', listener)
      return () => {
        for (const event of events) window.removeEventListener(event, listener)
        page.removeEventListener('visibilitychange', listener)
      }
    },
  }
}
