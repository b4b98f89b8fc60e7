import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from '@porchlight/runtime/logger'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Executor } from '../executor.ts'
import type { Caller } from '../graphql-request.ts'
import type { Authenticator } from '../identity.ts'
import { resolverHeaders } from '../resolver-headers.ts'
import { type Authorization, readAuthorization } from './authorization.ts'
import { type Begun, Connection, type Start } from './connection.ts'
import { CorkedWrites } from './corked-writes.ts'
import { DistinctSelections } from './distinct-selections.ts'
import { type Fault, headersMissingOfStart, internal, tooManySelections, unauthorized } from './faults.ts'
import { readHandshake, subprotocol } from './handshake.ts'
import { KeepAlive } from './keep-alive.ts'
import { type RealtimeLimits, realtimeLimits } from './limits.ts'
import { connectionError } from './server-message.ts'
import type { Subscriber, Subscription, Subscriptions } from './subscriptions.ts'

export interface RealtimeOptions {
  readonly authenticator: Authenticator
  readonly executor: Executor
  readonly subscriptions: Subscriptions
  readonly logger: Logger
  /** Absent: AppSync's. */
  readonly limits?: RealtimeLimits
}

/** Of RFC 6455: whoever is refused may not simply try again. */
const refusedCode = 1008
const refusedMs = 2_000

/** AppSync's real-time protocol, for upgrades that an HTTP server hands over. */
export class RealtimeServer {
  readonly #options: RealtimeOptions
  readonly #limits: RealtimeLimits
  readonly #webSockets: WebSocketServer
  readonly #keepAlive: KeepAlive
  readonly #writes = new CorkedWrites()
  readonly #connections = new Set<Connection>()
  readonly #selections: DistinctSelections
  #accepting = true

  constructor(options: RealtimeOptions) {
    this.#options = options
    this.#limits = options.limits ?? realtimeLimits
    this.#selections = new DistinctSelections(this.#limits.selectionsPerMember)
    this.#keepAlive = new KeepAlive(this.#limits.keepAliveMs)
    this.#webSockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: this.#limits.frameBytes,
      handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
    })
  }

  get connectionCount(): number {
    return this.#connections.size
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    this.#open(request, socket, head).catch((error: unknown) => {
      this.#options.logger.error({ err: error }, 'a web socket could not be opened')
      socket.destroy()
    })
  }

  /** Closes every socket; clients open others, elsewhere. */
  close(): void {
    this.#accepting = false
    this.#keepAlive.stop()
    for (const connection of this.#connections) connection.close()
  }

  /** The upgrade is answered in any case: a browser tells a page nothing of one that was refused. */
  async #open(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const fault = await this.#handshakeFault(request)
    if (!this.#accepting) socket.destroy()
    if (socket.destroyed) return
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (fault === undefined) this.#accept(webSocket, socket, request)
      else refuse(webSocket, fault)
    })
  }

  async #handshakeFault(request: IncomingMessage): Promise<Fault | undefined> {
    const handshake = readHandshake(request)
    if (handshake.kind === 'refused') return handshake.fault
    const authenticated = await this.#authenticate(handshake.authorization)
    if (!('fault' in authenticated)) return undefined
    // By 401 clients know that trying again is of no use.
    return { ...authenticated.fault, errorCode: authenticated.fault === internal ? 500 : 401 }
  }

  #accept(webSocket: WebSocket, stream: Duplex, request: IncomingMessage): void {
    // Each start brings an authorization of its own.
    const { authorization, ...headers } = resolverHeaders(request.headers)
    const connection = new Connection({
      webSocket,
      stream,
      writes: this.#writes,
      limits: this.#limits,
      logger: this.#options.logger,
      begin: (start) => this.#begin(start, headers),
    })
    const stopBeating = this.#keepAlive.add(connection)
    this.#connections.add(connection)
    webSocket.on('close', () => {
      stopBeating()
      this.#connections.delete(connection)
    })
  }

  async #begin({ request, authorization: given }: Start, headers: Caller['headers']): Promise<Begun> {
    const authorization = readAuthorization(given)
    if (authorization === undefined) return { kind: 'refused', errors: [headersMissingOfStart] }
    const authenticated = await this.#authenticate(authorization)
    if ('fault' in authenticated) return { kind: 'refused', errors: [authenticated.fault] }
    const caller = {
      identity: authenticated.identity,
      headers: { ...headers, ...authorization },
      domainName: headers.host ?? null,
    }
    const subscribed = await this.#options.executor.subscribe(request, caller)
    if (subscribed.kind === 'subscribed') return this.#subscription(caller.identity.sub, subscribed)
    const errors = subscribed.errors.map(({ errorType, message }) => ({
      errorType: errorType ?? 'BadRequestException',
      message,
    }))
    return { kind: 'refused', errors }
  }

  #subscription(member: string, subscription: Subscription): Begun {
    if (!this.#selections.allows(member, subscription.selection))
      return { kind: 'refused', errors: [tooManySelections] }
    const subscribe = (subscriber: Subscriber) => {
      const endSelection = this.#selections.add(member, subscription.selection)
      const end = this.#options.subscriptions.add(subscription, subscriber)
      return () => {
        endSelection()
        end()
      }
    }
    return { kind: 'subscribed', subscribe }
  }

  async #authenticate({ authorization }: Authorization) {
    try {
      const authentication = await this.#options.authenticator.authenticate(authorization)
      if (authentication.kind === 'identified') return { identity: authentication.identity }
      return { fault: unauthorized(authentication.message) }
    } catch (error) {
      this.#options.logger.error({ err: error }, 'a token could not be checked')
      return { fault: internal }
    }
  }
}

function refuse(webSocket: WebSocket, fault: Fault): void {
  webSocket.on('error', () => {})
  webSocket.send(connectionError(fault))
  webSocket.close(refusedCode, fault.errorType)
  setTimeout(() => webSocket.terminate(), refusedMs).unref()
}
