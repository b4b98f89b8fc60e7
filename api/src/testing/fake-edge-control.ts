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

/** Stands for the edge on its control socket: says what the test tells it to, and remembers what it was asked. */
export class FakeEdgeControl {
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
    this.endpoint = { kind: 'socket', path: join(directory, 'edge-control.sock') }
  }

  static async start(): Promise<FakeEdgeControl> {
    const control = new FakeEdgeControl(await mkdtemp(join(tmpdir(), 'edge-control-')))
    control.#server.listen(join(control.#directory, 'edge-control.sock'))
    await once(control.#server, 'listening')
    return control
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await rm(this.#directory, { recursive: true })
  }
}
