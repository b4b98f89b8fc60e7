import { v7 } from 'uuid'
import { subscriptions } from '../api/documents.ts'
import type { Clock, OpenSocket, Socket } from '../ports.ts'
import type { Entry, Signal } from '../wire.ts'
import { authorizationProtocol, type Frame, isUnauthorized, parseFrame } from './frames.ts'

/** From opening to the acknowledgement of both subscriptions. */
const liveWithinMs = 15_000
/** A `ka` comes about every 60 s: a connection that says nothing for so long is taken for dead. */
const silentMs = 75_000

export interface SessionPorts {
  readonly openSocket: OpenSocket
  readonly clock: Clock
}

export interface SessionOptions {
  readonly realtimeUrl: string
  /** Of the GraphQL API, not of this endpoint. */
  readonly host: string
  readonly token: string
}

export interface SessionEvents {
  /** Both subscriptions are acknowledged. */
  readonly onLive: () => void
  readonly onEntry: (entry: Entry) => void
  readonly onSignal: (signal: Signal) => void
  /** Once, however it ended, but for `close`. */
  readonly onEnd: (reason: 'closed' | 'unauthorized') => void
}

/** One connection with its two subscriptions, from its opening to its end. */
export class SocketSession {
  readonly #clock: Clock
  readonly #events: SessionEvents
  readonly #authorization: { readonly host: string; readonly Authorization: string }
  readonly #socket: Socket
  readonly #starting = new Set<string>()
  #silentMs = silentMs
  #ended = false
  #heard = false
  #cancelWatch: () => void

  constructor({ openSocket, clock }: SessionPorts, options: SessionOptions, events: SessionEvents) {
    this.#clock = clock
    this.#events = events
    this.#authorization = { host: options.host, Authorization: options.token }
    this.#cancelWatch = clock.after(liveWithinMs, () => this.#end('closed'))
    this.#socket = openSocket(options.realtimeUrl, ['graphql-ws', authorizationProtocol(this.#authorization)], {
      onOpen: () => this.#send({ type: 'connection_init' }),
      onMessage: (text) => this.#receive(parseFrame(text)),
      onClose: () => this.#end('closed'),
    })
  }

  close(): void {
    if (this.#ended) return
    this.#ended = true
    this.#cancelWatch()
    this.#socket.close()
  }

  #receive(frame: Frame | undefined): void {
    if (this.#ended || frame === undefined) return
    this.#heard = true
    switch (frame.type) {
      case 'connection_ack':
        this.#silentMs = Math.min(silentMs, frame.payload?.connectionTimeoutMs ?? silentMs)
        this.#start()
        break
      case 'start_ack':
        this.#acknowledge(frame.id)
        break
      case 'data':
        this.#deliver(frame.payload.data ?? {})
        break
      case 'complete':
        this.#end('unauthorized')
        break
      case 'error':
      case 'connection_error':
        this.#end(isUnauthorized(frame.payload?.errors) ? 'unauthorized' : 'closed')
        break
    }
  }

  #start(): void {
    for (const query of Object.values(subscriptions)) {
      const id = v7()
      this.#starting.add(id)
      const data = JSON.stringify({ query, variables: {} })
      this.#send({ id, type: 'start', payload: { data, extensions: { authorization: this.#authorization } } })
    }
  }

  #acknowledge(id: string): void {
    if (!this.#starting.delete(id) || this.#starting.size > 0) return
    this.#watch()
    this.#events.onLive()
  }

  #deliver({ onEntry, onSignal }: { readonly onEntry?: Entry | null; readonly onSignal?: Signal | null }): void {
    if (onEntry) this.#events.onEntry(onEntry)
    if (onSignal) this.#events.onSignal(onSignal)
  }

  #watch(): void {
    this.#cancelWatch()
    this.#heard = false
    this.#cancelWatch = this.#clock.after(this.#silentMs, () => (this.#heard ? this.#watch() : this.#end('closed')))
  }

  #end(reason: 'closed' | 'unauthorized'): void {
    if (this.#ended) return
    this.close()
    this.#events.onEnd(reason)
  }

  #send(frame: object): void {
    if (!this.#ended) this.#socket.send(JSON.stringify(frame))
  }
}
