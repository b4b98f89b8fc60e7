import { isIP, type LookupFunction } from 'node:net'
import type { EgressFault } from '@porchlight/contract/webhooks'
import { Client } from 'undici'
import { parseNetworks } from './addresses.ts'
import { faultOf } from './faults.ts'
import { type Resolve, resolveByDns } from './resolve.ts'
import { parseTarget, refusalBeforeResolution, refusalOf } from './target.ts'

export interface EgressSettings {
  /** Networks of the operator's own that may be called although they are private, by plain HTTP and any port too. */
  readonly ownNetworks: readonly string[]
  readonly resolve?: Resolve
  /** Instead of the certificates that the system trusts. */
  readonly certificateAuthority?: string
  readonly connectTimeoutMs?: number
  /** For all of it: the name, the connection, the answer to its last byte. */
  readonly timeoutMs?: number
}

export interface EgressRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** No more of the answer is read. */
  readonly maxAnswerBytes: number
  readonly signal?: AbortSignal
}

export interface EgressAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
  /** More came than was asked for. */
  readonly truncated: boolean
}

/** The request did not come to an answer. `cause` is for logs only. */
export class EgressError extends Error {
  readonly fault: EgressFault

  constructor(fault: EgressFault, cause?: unknown) {
    super(`A request to the outside failed: ${fault}`, { cause })
    this.name = 'EgressError'
    this.fault = fault
  }
}

/** The one client for addresses that a member or an operator gave. */
export interface Egress {
  /** What refuses an address whatever its name turns out to mean. */
  refusalOf(url: string): EgressFault | undefined
  /**
   * A redirect is an answer as any: none is followed.
   *
   * @throws {EgressError}
   * @throws the reason of `signal`.
   */
  send(request: EgressRequest): Promise<EgressAnswer>
}

const defaults = { resolve: resolveByDns, connectTimeoutMs: 5_000, timeoutMs: 15_000 }

export function openEgress(given: EgressSettings): Egress {
  const settings = { ...defaults, ...given }
  const own = parseNetworks(settings.ownNetworks)

  async function send(request: EgressRequest): Promise<EgressAnswer> {
    const deadline = AbortSignal.timeout(settings.timeoutMs)
    const signal = AbortSignal.any([deadline, ...(request.signal === undefined ? [] : [request.signal])])
    try {
      const { url, addresses } = await check(request.url, signal)
      return await exchange({ request, url, addresses, signal }, settings)
    } catch (error) {
      request.signal?.throwIfAborted()
      if (error instanceof EgressError) throw error
      throw new EgressError(deadline.aborted ? 'timed_out' : faultOf(error), error)
    }
  }

  /** The addresses are asked for once, and what is called is what was checked. */
  async function check(text: string, signal: AbortSignal): Promise<{ url: URL; addresses: readonly string[] }> {
    const target = parseTarget(text)
    if (target.kind === 'refused') throw new EgressError(target.fault)
    const { url, host } = target
    const early = refusalBeforeResolution(text, own)
    if (early !== undefined) throw new EgressError(early)
    const addresses = isIP(host) === 0 ? await orAborted(settings.resolve(host), signal) : [host]
    const fault = refusalOf(url, addresses, own)
    if (fault !== undefined) throw new EgressError(fault)
    return { url, addresses }
  }

  return { refusalOf: (url) => refusalBeforeResolution(url, own), send }
}

async function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  return await Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', abort))
}

interface Exchange {
  readonly request: EgressRequest
  readonly url: URL
  readonly addresses: readonly string[]
  readonly signal: AbortSignal
}

/** A connection of its own, which no proxy of the environment stands in: a kept one would outlive what was checked. */
async function exchange(
  { request, url, addresses, signal }: Exchange,
  { connectTimeoutMs, certificateAuthority }: EgressSettings,
): Promise<EgressAnswer> {
  const client = new Client(url.origin, {
    allowH2: false,
    connect: {
      lookup: pinnedTo(addresses),
      autoSelectFamily: true,
      timeout: connectTimeoutMs ?? defaults.connectTimeoutMs,
      rejectUnauthorized: true,
      maxCachedSessions: 0,
      ...(certificateAuthority !== undefined && { ca: certificateAuthority }),
    },
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  try {
    const { method, headers, body, maxAnswerBytes } = request
    const answer = await client.request({
      method,
      path: `${url.pathname}${url.search}`,
      headers: { 'user-agent': 'Porchlight', ...headers },
      body: body ?? null,
      signal,
    })
    return { status: answer.statusCode, headers: answer.headers, ...(await firstBytes(answer.body, maxAnswerBytes)) }
  } finally {
    await client.destroy()
  }
}

function pinnedTo(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_name, { all }, callback) => {
    if (all) callback(null, found)
    else callback(null, found[0]?.address ?? '', found[0]?.family)
  }
}

async function firstBytes(body: AsyncIterable<Buffer>, max: number): Promise<{ body: Buffer; truncated: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    if (length > max) break
  }
  return { body: Buffer.concat(chunks).subarray(0, max), truncated: length > max }
}
