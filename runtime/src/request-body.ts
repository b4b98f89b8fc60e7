import { Readable } from 'node:stream'
import type { BodyHead } from './body-head.ts'
import { EventLoopTurns } from './event-loop-turns.ts'
import type { ServerReply, ServerRequest } from './http-message.ts'

/** How long a body may stand still. A slow upload that moves may take all the time it needs. */
export const bodyStallTimeoutMs = 10_000

/** A socket is read 64 KB at a time: with room for no more it would be stopped and started again at each. */
const bufferedBytes = 128 * 1024

/** Of those who upload at once, one in a turn of the event loop: short requests come in between. */
const turns = new EventLoopTurns(1)

/** The client sent nothing for too long. */
export class BodyStalledError extends Error {
  constructor() {
    super(`No part of the body arrived for ${bodyStallTimeoutMs} ms`)
    this.name = 'BodyStalledError'
  }
}

/** The client left before its body was whole. */
export class BrokenOffError extends Error {
  constructor() {
    super('The client broke off its upload')
    this.name = 'BrokenOffError'
  }
}

/** Tells a client that asked first to go ahead. */
export function continueUpload(request: ServerRequest, response: ServerReply): void {
  if (expectsContinue(request)) response.writeContinue()
}

/** It waits with its body until it is told to go ahead. */
export function expectsContinue({ headers: { expect } }: ServerRequest): boolean {
  return expect !== undefined && expect.toLowerCase() === '100-continue'
}

/**
 * A request's body as a target reads it, at the target's pace. It stands between the two because a target's client
 * destroys the stream it was given, and destroying the request itself would cut off the answer.
 */
export class RequestBody extends Readable {
  readonly #request: ServerRequest
  readonly #response: ServerReply
  #stall: NodeJS.Timeout | undefined
  /** What was read ahead; it comes first. */
  readonly #head: BodyHead | undefined
  #begun = false

  constructor(request: ServerRequest, response: ServerReply, head?: BodyHead) {
    super({ highWaterMark: bufferedBytes })
    this.#request = request
    this.#response = response
    this.#head = head
  }

  override _read(): void {
    if (!this.#begun && !this.#begin()) return
    this.#stall ??= setTimeout(() => this.destroy(new BodyStalledError()), bodyStallTimeoutMs)
    turns.take(this.#next)
  }

  /** What the target leaves unread is dropped as it comes, so that the client gets to read its answer. */
  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#rest()
    this.#request.off('data', this.#take).off('end', this.#finish).off('close', this.#breakOff)
    if (this.#begun) this.#request.resume()
    callback(error)
  }

  /** Returns whether more is wanted from the client. */
  #begin(): boolean {
    this.#begun = true
    if (this.#head === undefined) continueUpload(this.#request, this.#response)
    else if (!this.#pushHead(this.#head)) return false
    this.#request.on('data', this.#take).on('end', this.#finish).on('close', this.#breakOff)
    if (this.#request.destroyed && !this.#request.complete) this.#breakOff()
    return true
  }

  #pushHead({ bytes, ended }: BodyHead): boolean {
    if (bytes.length > 0) this.push(bytes)
    if (ended) this.push(null)
    return !ended
  }

  readonly #take = (chunk: Buffer): void => {
    this.#stall?.refresh()
    this.#request.pause()
    if (!this.push(chunk)) this.#rest()
  }

  readonly #next = (): void => {
    if (!this.destroyed) this.#request.resume()
  }

  readonly #finish = (): void => {
    this.#rest()
    this.push(null)
  }

  readonly #breakOff = (): void => {
    if (!this.#request.complete) this.destroy(new BrokenOffError())
  }

  #rest(): void {
    clearTimeout(this.#stall)
    this.#stall = undefined
  }
}
