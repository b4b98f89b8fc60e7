import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { AnswerRelay } from '@porchlight/runtime/answer-relay'
import { sendProblem } from '@porchlight/runtime/problem'
import { RequestBody } from '@porchlight/runtime/request-body'
import type { Tunnels } from '@porchlight/runtime/tunnels'
import type { Dispatcher } from 'undici'
import { refusalFor } from './failure.ts'
import { forwardedHead } from './request-headers.ts'

export interface Forwarding {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** A client that asks to leave HTTP; `head` is what it sent after asking. */
  readonly upgrade?: { readonly socket: Duplex; readonly head: Buffer }
  readonly tunnels: Tunnels
  /** Told what went wrong, unless the client has left. */
  readonly failed: (error: Error) => void
}

/** One request on its way to `api` and its answer on the way back, each at the pace of its reader. */
export class ForwardedCall implements Dispatcher.DispatchHandler {
  readonly #forwarding: Forwarding
  readonly #response: ServerResponse
  readonly #relay: AnswerRelay
  #controller: Dispatcher.DispatchController | undefined
  #over = false

  constructor(forwarding: Forwarding) {
    this.#forwarding = forwarding
    this.#response = forwarding.response
    this.#relay = new AnswerRelay(forwarding.response)
    this.#response.once('close', () => this.#leave())
  }

  start(pool: Dispatcher): void {
    const { request, upgrade } = this.#forwarding
    const { headers, hasBody } = forwardedHead(request.rawHeaders)
    pool.dispatch(
      {
        method: request.method ?? 'GET',
        path: request.url ?? '/',
        headers,
        body: hasBody ? new RequestBody(request, this.#response) : null,
        // Left to itself the client closes the connection after each HEAD.
        ...(upgrade ? { upgrade: 'websocket' } : { reset: false }),
      },
      this,
    )
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#response.destroyed) this.#leave()
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return
    this.#relay.begin(this.#forwarding.request.method, status, headers)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#relay.pass(chunk, controller)
  }

  onResponseEnd(): void {
    this.#over = true
    this.#relay.end()
  }

  onRequestUpgrade(
    _controller: Dispatcher.DispatchController,
    _status: number,
    headers: IncomingHttpHeaders,
    target: Duplex,
  ): void {
    this.#over = true
    const { upgrade, tunnels } = this.#forwarding
    const response = this.#response
    if (upgrade === undefined) {
      target.destroy()
      return
    }
    response.statusCode = 101
    const closed = () => response.emit('close')
    tunnels.open({ client: upgrade.socket, head: upgrade.head, response, headers, target, closed })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#over = true
    const response = this.#response
    if (response.destroyed || response.writableEnded) return
    this.#forwarding.failed(error)
    // The client must see that an answer is not whole.
    if (response.headersSent) response.destroy()
    else sendProblem(response, refusalFor(error, { sent: this.#controller !== undefined }))
  }

  /** The client has its answer, or does not wait for it any longer. */
  #leave(): void {
    if (this.#over) return
    this.#over = true
    this.#controller?.abort(new Error('The client has left'))
  }
}
