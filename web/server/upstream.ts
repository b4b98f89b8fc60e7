import type { IncomingHttpHeaders } from 'node:http'
import { givenRequestId, requestIdHeader } from '@porchlight/runtime/request-id'
import { Pool } from 'undici'
import { nearest } from './forwarding/request-headers.ts'

/** Where `api` answers: the internal load balancer, never the public one. */
export type ApiAddress = { kind: 'socket'; path: string } | { kind: 'origin'; origin: string }

/** A page waits no longer than this for its first data; then it comes without. */
const timeoutMs = 1_500
const maxConnections = 32
const maxBytes = 1_000_000

export interface ApiAnswer {
  readonly status: number
  readonly body: ReturnType<typeof JSON.parse>
}

/**
 * The way to `api` for what a page shows first: as a visitor, without cookie or token, but under the reader's address
 * and request id, so that readers are counted apart and a page is one story in the logs.
 */
export class Upstream {
  readonly #pool: Pool

  constructor(address: ApiAddress) {
    const options = { connections: maxConnections, connect: { timeout: timeoutMs }, maxResponseSize: maxBytes }
    this.#pool =
      address.kind === 'socket'
        ? new Pool('http://api', { ...options, socketPath: address.path })
        : new Pool(address.origin, options)
  }

  /**
   * @param asked the headers of the request that the page answers.
   * @throws when there is no answer in time, or none that is JSON.
   */
  async fetchJson(path: string, asked: IncomingHttpHeaders): Promise<ApiAnswer> {
    const requestId = givenRequestId(asked)
    const forwardedFor = asked['x-forwarded-for']
    const reader = typeof forwardedFor === 'string' ? nearest(forwardedFor) : undefined
    const { statusCode, body } = await this.#pool.request({
      path,
      method: 'GET',
      headers: {
        accept: 'application/json',
        ...(requestId && { [requestIdHeader]: requestId }),
        ...(reader && { 'x-forwarded-for': reader }),
      },
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: statusCode, body: await body.json() }
  }

  /** Hangs up. Not awaited: a pool whose peer is gone never says that it is done. */
  close(): void {
    this.#pool.destroy().catch(() => undefined)
  }
}
