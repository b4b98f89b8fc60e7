import type { OpenSocket } from '../ports.ts'

/** The far end of one connection, in the test's hand. */
export interface FarEnd {
  say(frame: object): void
  /** As a server or a network ends it. */
  drop(): void
  readonly isClosed: () => boolean
}

/** Sockets that acknowledge what a client asks for, at once, and say nothing else by themselves. */
export function fakeSockets(): { readonly openSocket: OpenSocket; readonly ends: FarEnd[] } {
  const ends: FarEnd[] = []
  const openSocket: OpenSocket = (_url, _protocols, events) => {
    let closed = false
    const say = (frame: object) => {
      if (!closed) events.onMessage(JSON.stringify(frame))
    }
    const close = () => {
      if (closed) return
      closed = true
      events.onClose()
    }
    ends.push({ say, drop: close, isClosed: () => closed })
    queueMicrotask(events.onOpen)
    return { send: (text) => queueMicrotask(() => acknowledge(JSON.parse(text), say)), close }
  }
  return { openSocket, ends }
}

function acknowledge(frame: { type: string; id: string }, say: (frame: object) => void): void {
  if (frame.type === 'connection_init') say({ type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } })
  if (frame.type === 'start') say({ type: 'start_ack', id: frame.id })
}
