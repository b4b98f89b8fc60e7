import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from '@porchlight/runtime/logger'
import { givenRequestId } from '@porchlight/runtime/request-id'
import { asksForWebSocket, Tunnels, upgradeResponse } from '@porchlight/runtime/tunnels'
import { Pool } from 'undici'
import type { ApiAddress } from '../upstream.ts'
import { ForwardedCall, type Forwarding } from './forwarded-call.ts'

/** Below what the load balancer in front waits (60 s), so that the answer says which side was silent. */
const idleTimeoutMs = 55_000
const connectTimeoutMs = 10_000
/** Calls beyond these wait for their turn. */
const maxConnections = 256
const maxResponseHeadBytes = 32_768

export interface ForwarderOptions {
  readonly api: ApiAddress
  readonly logger: Logger
  readonly idleTimeoutMs?: number
}

/** Where only `web` is reachable it passes on what is meant for `api`, to the load balancer that services share. */
export class Forwarder {
  readonly #pool: Pool
  readonly #logger: Logger
  readonly #tunnels = new Tunnels()

  constructor({ api, logger, idleTimeoutMs: timeoutMs = idleTimeoutMs }: ForwarderOptions) {
    this.#logger = logger
    const options: Pool.Options = {
      allowH2: false,
      connections: maxConnections,
      pipelining: 1,
      connectTimeout: connectTimeoutMs,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      maxHeaderSize: maxResponseHeadBytes,
    }
    this.#pool =
      api.kind === 'socket'
        ? new Pool('http://api', { ...options, socketPath: api.path })
        : new Pool(api.origin, options)
  }

  forward(request: IncomingMessage, response: ServerResponse): void {
    this.#send(request, { response })
  }

  /** For a request that asks to become a web socket; returns what answers it if that is refused. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): ServerResponse {
    const response = upgradeResponse(request, socket)
    this.#send(request, { response, upgrade: { socket, head } })
    return response
  }

  /** Ends what has left HTTP: no draining server waits for it. */
  closeTunnels(): void {
    this.#tunnels.close()
  }

  /** Hangs up. Not awaited: a pool whose peer is gone never says that it is done. */
  close(): void {
    this.#pool.destroy().catch(() => undefined)
  }

  #send(request: IncomingMessage, { response, upgrade }: Pick<Forwarding, 'response' | 'upgrade'>): void {
    new ForwardedCall({
      request,
      response,
      ...(upgrade && { upgrade }),
      tunnels: this.#tunnels,
      failed: (error) =>
        this.#logger.warn({ reason: error.message, requestId: givenRequestId(request.headers) }, 'api did not answer'),
    }).start(this.#pool)
  }
}

const apiPath = /^\/api(?:[/?]|$)/

/** As the listener's rules tell them from pages; the load balancer behind normalises the path once more. */
export function isForApi({ url }: IncomingMessage): boolean {
  return apiPath.test(url ?? '')
}

export function asksForApiSocket(request: IncomingMessage): boolean {
  return isForApi(request) && asksForWebSocket(request)
}
