import cluster from 'node:cluster'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import type { Server, ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Endpoint } from './endpoint.ts'
import { InFlight } from './in-flight.ts'
import type { Logger } from './logger.ts'

/** Longer than a load balancer keeps an idle connection (60 s), so that it is never the target that hangs up. */
const keepAliveTimeoutMs = 75_000

/** So much of the time left may pass from accepting a connection to the first byte of its request. */
const arrivalShare = 0.25

/** Longer than the edge takes from one health check to the next. */
const quietMs = 300

export interface DrainTimes {
  /** How long a draining server still accepts: the time a load balancer needs to notice that `/readyz` fails. */
  readonly noticeMs: number
  /** From the signal to the last byte; what is still in flight then is cut. */
  readonly limitMs: number
}

/** What accepts connections: an HTTP server itself, or what stands before it. */
export interface Acceptor extends NetServer {
  closeIdleConnections(): void
  closeAllConnections(): void
}

/** A server from its first listen to its last answer. */
export class Lifecycle {
  readonly #server: Acceptor
  readonly #logger: Logger
  readonly #inFlight = new InFlight<ServerResponse>()
  #draining = false

  constructor(server: Server, logger: Logger, acceptor: Acceptor = server) {
    this.#server = acceptor
    this.#logger = logger
    server.keepAliveTimeout = keepAliveTimeoutMs
    server.headersTimeout = 20_000
    server.requestTimeout = 60_000
    server.prependListener('request', (_request, response) => this.#track(response))
  }

  /** True from the signal on: `/readyz` answers 503, so that no new request is sent here. */
  get draining(): boolean {
    return this.#draining
  }

  /**
   * A socket left behind by a killed process is replaced; a socket in use is the supervisor's to prevent. A worker of a
   * cluster shares its primary's.
   */
  async listen(endpoint: Endpoint): Promise<void> {
    if (endpoint.kind === 'socket' && cluster.isPrimary) await rm(endpoint.path, { force: true })
    this.#server.listen(
      endpoint.kind === 'socket' ? { path: endpoint.path } : { host: endpoint.host, port: endpoint.port },
    )
    await once(this.#server, 'listening')
    this.#logger.info({ endpoint }, 'listening')
  }

  /** From now on each answer closes its connection, so that none is idle when the server closes. */
  announce(): void {
    this.#draining = true
    for (const response of this.#inFlight) closeAfter(response)
  }

  /** Answers what is in flight with `Connection: close`, accepts until load balancers have noticed, then closes. */
  async drain(times: DrainTimes): Promise<void> {
    const startedAt = performance.now()
    this.#logger.info({ inFlight: this.#inFlight.size }, 'draining')
    this.announce()
    if (times.noticeMs > 0) await this.#untilNoticed(startedAt + times.noticeMs)

    const closed = once(this.#server, 'close')
    await this.#stopAccepting(times.limitMs - (performance.now() - startedAt))
    const remainingMs = Math.max(0, times.limitMs - (performance.now() - startedAt))
    const timer = setTimeout(() => {
      this.#logger.warn({ inFlight: this.#inFlight.size }, 'cutting what is still in flight')
      this.#server.closeAllConnections()
    }, remainingMs)
    await closed
    clearTimeout(timer)
    this.#logger.info('drained')
  }

  /**
   * A load balancer that has no connection open may still send a request until its next health check: only when nothing
   * came for longer than that takes, nobody asks here any more.
   */
  async #untilNoticed(until: number): Promise<void> {
    let lastSeen = performance.now()
    while (performance.now() < Math.min(until, lastSeen + quietMs)) {
      if ((await this.#connections()) > 0) lastSeen = performance.now()
      await delay(20)
    }
  }

  /**
   * Leaves connections that were accepted just now the time to send their request: by itself a server of `node:http`
   * would close them as idle ones.
   */
  async #stopAccepting(limitMs: number): Promise<void> {
    const until = performance.now() + limitMs * arrivalShare
    NetServer.prototype.close.call(this.#server)
    while (performance.now() < until && (await this.#connections()) > 0) await delay(20)
    this.#server.closeIdleConnections()
  }

  #track(response: ServerResponse): void {
    const slot = this.#inFlight.add(response)
    if (this.#draining) closeAfter(response)
    response.on('close', () => this.#inFlight.free(slot))
  }

  #connections(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
    })
  }
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close')
}

/** Resolves with the first signal that asks the process to leave. */
export function askedToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal))
  })
}
