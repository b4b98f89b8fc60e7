import type { IncomingHttpHeaders } from 'node:http'
import { passedOn } from './hop-by-hop.ts'
import type { ServerReply } from './http-message.ts'

/** Where a target's answer comes from; it stands still while the client reads more slowly. */
export interface AnswerSource {
  pause(): void
  resume(): void
}

/** A target's answer on its way to the client, at the pace of whoever is slower. */
export class AnswerRelay {
  /** Of the body. */
  sentBytes = 0
  readonly #response: ServerReply
  #expectedBytes = -1
  #waiting = false

  constructor(response: ServerReply) {
    this.#response = response
  }

  /** `method` is the request's: the answer to a HEAD announces a body that does not come. */
  begin(method: string | undefined, status: number, headers: IncomingHttpHeaders): void {
    if (method !== 'HEAD') this.#expectedBytes = Number(headers['content-length'] ?? -1)
    this.#response.writeHead(status, passedOn(headers))
  }

  pass(chunk: Buffer, source: AnswerSource): void {
    this.sentBytes += chunk.length
    if (this.sentBytes === this.#expectedBytes) {
      // Head and body leave in one write.
      this.#response.end(chunk)
      return
    }
    if (this.#response.write(chunk)) return
    source.pause()
    if (this.#waiting) return
    this.#waiting = true
    this.#response.once('drain', () => {
      this.#waiting = false
      source.resume()
    })
  }

  /** Trailers are not passed on, as an ALB does not: few clients read them, and a body of known length has none. */
  end(): void {
    if (!this.#response.writableEnded) this.#response.end()
  }
}
