import { once } from 'node:events'
import { WebSocket } from 'ws'

type Json = Readonly<Record<string, unknown>>

export interface ConnectOptions {
  readonly url: string
  readonly protocols?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

/** One end of the protocol, frame by frame. */
export class TestClient {
  readonly webSocket: WebSocket
  /** What came and was not taken yet. */
  readonly #received: Json[] = []
  readonly #takers: ((message: Json) => void)[] = []
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>

  constructor({ url, protocols = ['graphql-ws'], headers = {} }: ConnectOptions) {
    this.webSocket = new WebSocket(url, [...protocols], { headers })
    this.webSocket.on('message', (data) => this.#take(JSON.parse(String(data))))
    this.closed = once(this.webSocket, 'close').then(([code, reason]) => ({ code, reason: String(reason) }))
    this.closed.catch(() => {})
  }

  async opened(): Promise<this> {
    await once(this.webSocket, 'open')
    return this
  }

  send(...messages: readonly unknown[]): void {
    for (const message of messages) {
      this.webSocket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message))
    }
  }

  /** The next message, in the order in which they came. */
  next(): Promise<Json> {
    const received = this.#received.shift()
    return received === undefined ? new Promise((resolve) => this.#takers.push(resolve)) : Promise.resolve(received)
  }

  async take(count: number): Promise<readonly Json[]> {
    const taken: Json[] = []
    for (let index = 0; index < count; index += 1) taken.push(await this.next())
    return taken
  }

  /** Messages that came and nobody took. */
  get left(): readonly Json[] {
    return this.#received
  }

  #take(message: Json): void {
    const taker = this.#takers.shift()
    if (taker === undefined) this.#received.push(message)
    else taker(message)
  }
}
