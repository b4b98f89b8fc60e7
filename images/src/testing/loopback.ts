import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { text } from 'node:stream/consumers'

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface CannedAnswer {
  readonly status: number
  readonly type: string
  readonly body: string
}

/** A server that keeps what it was asked and answers as the test says. */
export class Loopback {
  readonly requests: SeenRequest[] = []
  answer: (request: SeenRequest) => CannedAnswer | Promise<CannedAnswer> = () => ({
    status: 204,
    type: 'text/plain',
    body: '',
  })
  readonly #server: Server

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const { method = '', url: path = '', headers } = request
      const seen = { method, path, headers, body: await text(request) }
      this.requests.push(seen)
      const { status, type, body } = await this.answer(seen)
      response.writeHead(status, { 'content-type': type }).end(status === 204 ? undefined : body)
    })
  }

  static async open(): Promise<Loopback> {
    const loopback = new Loopback()
    loopback.#server.listen(0, '127.0.0.1')
    await once(loopback.#server, 'listening')
    return loopback
  }

  get origin(): string {
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('not listening')
    return `http://127.0.0.1:${address.port}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}
