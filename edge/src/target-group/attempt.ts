import type { IncomingHttpHeaders } from 'node:http'
import type { Duplex } from 'node:stream'
import { AnswerRelay } from '@porchlight/runtime/answer-relay'
import type { ServerReply } from '@porchlight/runtime/http-message'
import { RequestBody } from '@porchlight/runtime/request-body'
import type { Tunnels } from '@porchlight/runtime/tunnels'
import type { Dispatcher } from 'undici'
import type { Exchange, TargetWork } from '../exchange.ts'
import { type AttemptFailure, describeFailure } from './failure.ts'
import type { Target } from './target.ts'

interface AttemptOptions {
  readonly exchange: Exchange
  readonly target: Target
  readonly tunnels: Tunnels
  /** Called at most once, and never after the answer is whole. */
  readonly failed: (failure: AttemptFailure) => void
}

/** One request at one target, from the first byte out to the last byte back, at the pace of whoever is slower. */
export class Attempt implements Dispatcher.DispatchHandler, TargetWork {
  readonly #options: AttemptOptions
  readonly #response: ServerReply
  readonly #relay: AnswerRelay
  #controller: Dispatcher.DispatchController | undefined
  #answering = false

  constructor(options: AttemptOptions) {
    this.#options = options
    this.#response = options.exchange.response
    this.#relay = new AnswerRelay(this.#response)
  }

  start(): void {
    const { exchange, target } = this.#options
    target.outstanding += 1
    exchange.work = this
    target.pool.dispatch(
      {
        method: exchange.method,
        path: exchange.path + exchange.search,
        headers: exchange.headers,
        body: exchange.hasBody ? bodyOf(exchange) : null,
        // Left to itself undici closes the connection after each HEAD.
        ...(exchange.isUpgrade ? { upgrade: 'websocket' } : { reset: exchange.isLast }),
      },
      this,
    )
  }

  cancel(): void {
    this.#controller?.abort(new Error('The client has left'))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#options.exchange.closed) controller.abort(new Error('The client has left'))
  }

  onResponseStarted(): void {
    this.#answering = true
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) {
      this.#inform(status, headers)
      return
    }
    const { exchange, target } = this.#options
    exchange.targetStatus = status
    if (headers.connection === 'close') target.asksToClose()
    this.#relay.begin(exchange.method, status, headers)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#relay.pass(chunk, controller)
    this.#options.exchange.bytesSent = this.#relay.sentBytes
  }

  onResponseEnd(): void {
    this.#settle()
    this.#relay.end()
  }

  onRequestUpgrade(
    _controller: Dispatcher.DispatchController,
    _status: number,
    headers: IncomingHttpHeaders,
    socket: Duplex,
  ): void {
    const { exchange, tunnels } = this.#options
    const { response, upgrade } = exchange
    exchange.work = undefined
    if (upgrade === undefined) {
      socket.destroy()
      this.#settle()
      return
    }
    const closed = (bytesSent: number): void => {
      exchange.bytesSent = bytesSent
      this.#settle()
      if (exchange.tunnelled) response.emit('close')
    }
    exchange.tunnelled = tunnels.open({
      client: upgrade.socket,
      head: upgrade.head,
      response: upgrade.response,
      headers,
      target: socket,
      closed,
    })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#settle()
    const { exchange, failed } = this.#options
    const sent = this.#controller !== undefined
    const repeatable =
      !exchange.hasBody && !this.#answering && (exchange.method === 'GET' || exchange.method === 'HEAD')
    failed(describeFailure(error, { sent, repeatable }))
  }

  #settle(): void {
    const { exchange, target } = this.#options
    target.outstanding -= 1
    exchange.work = undefined
  }

  /** Early hints are worth passing on; other news before the answer means nothing to a browser. */
  #inform(status: number, headers: IncomingHttpHeaders): void {
    const { link } = headers
    if (status === 103 && link !== undefined && !this.#options.exchange.isUpgrade)
      this.#response.writeEarlyHints({ link })
    this.#answering = false
  }
}

/** One that was read ahead to its end needs no stream: head and body leave in one write. */
function bodyOf({ request, response, bodyHead }: Exchange): Buffer | RequestBody {
  return bodyHead?.ended === true ? bodyHead.bytes : new RequestBody(request, response, bodyHead)
}
