import type { PictureEvent } from '@porchlight/contract/picture-events'
import type { Endpoint } from '@porchlight/runtime/endpoint'
import { Pool } from 'undici'
import type { NotificationQueue } from '../queue.ts'

const path = '/queues/notifications'
const timeoutMs = 5_000

/** The function runner's queue, on one machine. */
export class RunnerQueue implements NotificationQueue {
  readonly #pool: Pool

  constructor(endpoint: Endpoint) {
    const options = { connections: 2, connect: { timeout: timeoutMs }, headersTimeout: timeoutMs }
    this.#pool =
      endpoint.kind === 'socket'
        ? new Pool('http://functions', { ...options, socketPath: endpoint.path })
        : new Pool(`http://${endpoint.host}:${endpoint.port}`, options)
  }

  /** @throws unless the runner has said that the event is kept. */
  async send(id: string, event: PictureEvent): Promise<void> {
    const { statusCode, body } = await this.#pool.request({
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, event }),
      bodyTimeout: timeoutMs,
    })
    await body.dump()
    if (statusCode >= 300) {
      throw new Error(`The function runner answered ${statusCode} to a notification, instead of keeping it`)
    }
  }
}
