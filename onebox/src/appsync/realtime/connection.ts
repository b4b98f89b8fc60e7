import type { Duplex } from 'node:stream'
import type { Logger } from '@porchlight/runtime/logger'
import { type RawData, WebSocket } from 'ws'
import type { ClientMessage } from './client-message.ts'
import { readClientMessage } from './client-message.ts'
import type { CorkedWrites } from './corked-writes.ts'
import { DataFrames } from './data-frame.ts'
import { type Fault, tooManyMessages } from './faults.ts'
import type { RealtimeLimits } from './limits.ts'
import { MessageBudget } from './message-budget.ts'
import { Operations } from './operations.ts'
import { complete, connectionAck, errorOf, keepAlive, startAck } from './server-message.ts'
import type { Subscriber } from './subscriptions.ts'

export type Start = Extract<ClientMessage, { readonly type: 'start' }>

/** Of RFC 6455. */
const closeCodes = { normal: 1000, goingAway: 1001, unsupportedData: 1003, policyViolation: 1008 } as const
/** How long a client has to answer that a socket is being closed. */
const closingMs = 2_000

export type Begun =
  | { readonly kind: 'subscribed'; readonly subscribe: (subscriber: Subscriber) => () => void }
  | { readonly kind: 'refused'; readonly errors: readonly Fault[] }

export interface ConnectionOptions {
  readonly webSocket: WebSocket
  /** What the web socket writes to. */
  readonly stream: Duplex
  readonly writes: CorkedWrites
  readonly limits: RealtimeLimits
  readonly logger: Logger
  /** Authenticates a `start` and looks into what it asks for; does not throw. */
  readonly begin: (start: Start) => Promise<Begun>
}

/** One client's socket, from the moment that it was let in. */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #operations: Operations<Start>
  readonly #budget: MessageBudget
  readonly #openedAtMs = performance.now()
  #phase: 'opened' | 'acknowledged' | 'closing' = 'opened'

  constructor(options: ConnectionOptions) {
    this.#options = options
    const { webSocket, limits } = options
    this.#budget = new MessageBudget(limits.messages, this.#openedAtMs)
    this.#operations = new Operations({
      limit: limits.subscriptionsPerConnection,
      atATime: limits.startsAtATime,
      begin: (start) => this.#begin(start),
      completed: (id) => this.#send(complete(id)),
    })
    webSocket.on('message', (data, isBinary) => this.#receive(data, isBinary))
    webSocket.on('ping', () => this.#spend())
    webSocket.on('error', (error) => options.logger.info({ err: error }, 'a client broke the web socket protocol'))
    webSocket.on('close', () => this.#closed())
  }

  /** Once a keep-alive period. */
  beat(): void {
    const { connectionMs } = this.#options.limits
    if (this.#phase === 'opened') this.close(closeCodes.policyViolation, 'connection_init did not come')
    else if (performance.now() - this.#openedAtMs >= connectionMs) this.close(closeCodes.normal, 'open too long')
    else this.#send(keepAlive)
  }

  close(code: number = closeCodes.goingAway, reason = ''): void {
    if (this.#phase === 'closing') return
    const { webSocket } = this.#options
    this.#closed()
    webSocket.close(code, reason)
    setTimeout(() => webSocket.terminate(), closingMs).unref()
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#phase === 'closing' || !this.#spend()) return
    if (isBinary) {
      this.close(closeCodes.unsupportedData, 'messages are text')
      return
    }
    const message = readClientMessage(data.toString())
    if (this.#phase === 'acknowledged') this.#handle(message)
    else if (message.type === 'connection_init') this.#acknowledge()
  }

  #acknowledge(): void {
    this.#phase = 'acknowledged'
    this.#send(connectionAck(this.#options.limits.connectionTimeoutMs))
    this.#send(keepAlive)
  }

  #handle(message: ClientMessage): void {
    if (message.type === 'connection_init') return
    const fault = this.#faultOf(message)
    if (fault !== undefined) this.#send(errorOf(message.id, [fault]))
  }

  #faultOf(message: Exclude<ClientMessage, { readonly type: 'connection_init' }>): Fault | undefined {
    if (message.type === 'start') return this.#operations.start(message)
    if (message.type === 'stop') return this.#operations.stop(message.id)
    return message.fault
  }

  /** Acknowledged in the same turn in which deliveries begin, so that none comes before and none is missed after. */
  async #begin(start: Start): Promise<(() => void) | undefined> {
    const begun = await this.#options.begin(start)
    if (this.#phase === 'closing') return undefined
    if (begun.kind === 'refused') {
      this.#send(errorOf(start.id, begun.errors))
      return undefined
    }
    const end = begun.subscribe(this.#subscriber(start.id))
    this.#send(startAck(start.id))
    return end
  }

  #subscriber(id: string): Subscriber {
    const frames = new DataFrames(id)
    return {
      // Beside ws, which would write header and text apart: between whole frames the stream is free.
      deliver: (payload) => this.#writable() && this.#options.stream.write(frames.frame(payload)),
      invalidated: () => {
        this.#send(complete(id))
        // Others of this connection may be ended by the same invalidation, and are told so first.
        queueMicrotask(() => this.close(closeCodes.normal, 'invalidated'))
      },
    }
  }

  #send(text: string): void {
    if (this.#writable()) this.#options.webSocket.send(text)
  }

  /** Whether something may be written now; a client that has not read what was written before is dropped. */
  #writable(): boolean {
    const { webSocket, stream, writes, limits, logger } = this.#options
    if (this.#phase === 'closing' || webSocket.readyState !== WebSocket.OPEN) return false
    if (webSocket.bufferedAmount <= limits.bufferedBytes) {
      writes.cork(stream)
      return true
    }
    logger.warn({ bufferedBytes: webSocket.bufferedAmount }, 'a client that does not read was dropped')
    this.#closed()
    webSocket.terminate()
    return false
  }

  /** False, and the socket closed, when the client sends more than it may. */
  #spend(): boolean {
    if (this.#phase === 'closing') return false
    if (this.#budget.take(performance.now())) return true
    this.#send(errorOf(undefined, [tooManyMessages]))
    this.close(closeCodes.policyViolation, tooManyMessages.errorType)
    return false
  }

  #closed(): void {
    this.#phase = 'closing'
    this.#operations.endAll()
  }
}
