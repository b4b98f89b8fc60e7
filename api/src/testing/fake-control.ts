import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Endpoint } from '@porchlight/runtime/endpoint'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

/** Stands for a program on its control socket: says what the test tells it to, and remembers what it was asked. */
export class FakeControl {
  readonly endpoint: Endpoint
  readonly asked: Asked[] = []
  answer: { status: number; body: unknown } = { status: 200, body: {} }
  readonly #directory: string
  readonly #server = createServer(async (request, response) => {
    const body = await text(request)
    this.asked.push({
      method: request.method ?? '',
      path: request.url ?? '',
      body: body === '' ? undefined : JSON.parse(body),
    })
    response.writeHead(this.answer.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(this.answer.body))
  })

  private constructor(directory: string) {
    this.#directory = directory
    this.endpoint = { kind: 'socket', path: join(directory, 'control.sock') }
  }

  static async start(): Promise<FakeControl> {
    const control = new FakeControl(await mkdtemp(join(tmpdir(), 'control-')))
    control.#server.listen(join(control.#directory, 'control.sock'))
    await once(control.#server, 'listening')
    return control
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await rm(this.#directory, { recursive: true })
  }
}
