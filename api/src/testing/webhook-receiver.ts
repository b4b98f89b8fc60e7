import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** An endpoint of an operator's on loopback: answers as the test says, and keeps what it got. */
export class WebhookReceiver {
  readonly received: Received[] = []
  /** How many requests it holds right now, and the most it ever held. */
  holding = 0
  mostHeld = 0
  answer: (response: ServerResponse) => void = (response) => response.end('thanks')
  readonly #server = createServer(async (request, response) => {
    this.holding += 1
    this.mostHeld = Math.max(this.mostHeld, this.holding)
    response.on('close', () => {
      this.holding -= 1
    })
    this.received.push({ headers: request.headers, body: await text(request) })
    this.answer(response)
  })

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver()
    receiver.#server.listen(0, '127.0.0.1')
    await once(receiver.#server, 'listening')
    return receiver
  }

  get url(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`
  }

  get types(): string[] {
    return this.received.map(({ body }) => JSON.parse(body).type)
  }

  forget(): void {
    this.received.length = 0
    this.mostHeld = 0
    this.answer = (response) => response.end('thanks')
  }

  stop(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

/** As a receiver would: by the library of the standard. */
export function isSignedBy(secret: string, { headers, body }: Received): boolean {
  const named = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, String(headers[name])])
  try {
    new Webhook(secret).verify(body, Object.fromEntries(named))
    return true
  } catch {
    return false
  }
}
