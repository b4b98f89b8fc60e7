import { randomUUIDv7 } from 'node:crypto'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { AccessLog } from '@porchlight/runtime/logger'
import { logRefusal } from '../access-log.ts'
import type { Exchange } from '../exchange.ts'
import { maxPipelinedRequests } from './limits.ts'

interface Pipeline {
  latest: Exchange
  /** Requests whose client has not got its whole answer. */
  open: number
}

/**
 * What each connection of HTTP/1.1 has asked for. Node reads on while requests wait for their answers, a thousand in one
 * read, so what a client may have in progress is bounded here.
 */
export class Pipelines {
  readonly #accessLog: AccessLog
  readonly #pipelines = new WeakMap<Duplex, Pipeline>()

  constructor(accessLog: AccessLog) {
    this.#accessLog = accessLog
  }

  /** Whether another request may be served; one that ended the connection is the last. */
  admit(connection: Socket): boolean {
    const pipeline = this.#pipelines.get(connection)
    if (pipeline === undefined) return true
    if (pipeline.latest.isLast || connection.destroyed) return false
    if (pipeline.open < maxPipelinedRequests) return true
    const refusal = { requestId: randomUUIDv7(), status: 503, client: connection.remoteAddress }
    logRefusal(this.#accessLog, { ...refusal, failure: 'too many requests in a row without waiting for an answer' })
    connection.destroy()
    return false
  }

  enter(exchange: Exchange): void {
    const { connection } = exchange
    const pipeline = this.#pipelines.get(connection) ?? { latest: exchange, open: 0 }
    pipeline.latest = exchange
    pipeline.open += 1
    this.#pipelines.set(connection, pipeline)
    exchange.response.on('close', () => {
      pipeline.open -= 1
    })
  }

  /** The last request on the connection. */
  latest(connection: Duplex): Exchange | undefined {
    return this.#pipelines.get(connection)?.latest
  }
}
