import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'

/** How long a body may stand still. A slow upload that moves may take all the time it needs. */
const bodyStallTimeoutMs = 10_000

/** The client sent nothing for too long. */
export class BodyStalledError extends Error {
  constructor() {
    super(`No part of the body arrived for ${bodyStallTimeoutMs} ms`)
    this.name = 'BodyStalledError'
  }
}

/**
 * A request's body as a target reads it, at the target's pace. It stands between the two because a target's client
 * destroys the stream it was given, and destroying the request itself would cut off the answer.
 */
export class RequestBody extends Readable {
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  #stall: NodeJS.Timeout | undefined
  #begun = false

  constructor(request: IncomingMessage, response: ServerResponse) {
    super()
    this.#request = request
    this.#response = response
  }

  override _read(): void {
    if (!this.#begun) this.#begin()
    this.#stall ??= setTimeout(() => this.destroy(new BodyStalledError()), bodyStallTimeoutMs)
    this.#request.resume()
  }

  /** What the target leaves unread is dropped as it comes, so that the client gets to read its answer. */
  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#rest()
    this.#request.off('data', this.#take).off('end', this.#finish).off('close', this.#breakOff)
    if (this.#begun) this.#request.resume()
    callback(error)
  }

  #begin(): void {
    this.#begun = true
    if (/^100-continue$/i.test(this.#request.headers.expect ?? '')) this.#response.writeContinue()
    this.#request.on('data', this.#take).on('end', this.#finish).on('close', this.#breakOff)
  }

  readonly #take = (chunk: Buffer): void => {
    this.#stall?.refresh()
    if (this.push(chunk)) return
    this.#request.pause()
    this.#rest()
  }

  readonly #finish = (): void => {
    this.#rest()
    this.push(null)
  }

  readonly #breakOff = (): void => {
    if (!this.#request.complete) this.destroy(new Error('The client broke off its upload'))
  }

  #rest(): void {
    clearTimeout(this.#stall)
    this.#stall = undefined
  }
}
