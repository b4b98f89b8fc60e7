import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { DomainError, errors, type Fault } from '@porchlight/contract/errors'
import type { Endpoint } from '@porchlight/runtime/endpoint'
import { z } from 'zod'

export interface ControlRequest {
  readonly method: 'GET' | 'PATCH' | 'POST'
  /** With the query. */
  readonly path: string
  readonly body?: unknown
}

/** Asks the edge on its private control socket; resolves with the JSON of the answer. */
export type FirewallControl = (asked: ControlRequest) => Promise<unknown>

/** A trial replays a day of requests. */
const answerTimeoutMs = 20_000

const Refusal = z.object({
  code: z.enum(Object.keys(errors).filter(isErrorCode)),
  faults: z.array(
    z.object({ in: z.enum(['body', 'query', 'params', 'headers']), pointer: z.string(), message: z.string() }),
  ),
})

function isErrorCode(code: string): code is keyof typeof errors {
  return code in errors
}

/**
 * @param endpoint absent where no edge of ours stands in front, as on AWS.
 * @throws {DomainError} from every call: `firewall_unavailable`, or what the edge refuses with.
 */
export function firewallControl(endpoint: Endpoint | undefined): FirewallControl {
  return async (asked) => {
    if (endpoint === undefined) throw new DomainError('firewall_unavailable')
    const { status, body } = await send(endpoint, asked).catch((cause: unknown) => {
      throw unavailable(cause)
    })
    if (status === 200) return body
    const refusal = Refusal.safeParse(body)
    if (!refusal.success) throw unavailable(new Error(`The edge answered ${status}`))
    const { code, faults } = refusal.data
    throw new DomainError(code, faults.map(inPublic))
  }
}

function unavailable(cause: unknown): DomainError {
  const error = new DomainError('firewall_unavailable')
  error.cause = cause
  return error
}

/** The edge was sent the caller's body inside another. */
function inPublic(fault: Fault): Fault {
  return { ...fault, pointer: fault.pointer.replace(/^\/patch(?=\/|$)/, '') }
}

async function send(endpoint: Endpoint, asked: ControlRequest): Promise<{ status: number; body: unknown }> {
  const where =
    endpoint.kind === 'socket' ? { socketPath: endpoint.path } : { host: endpoint.host, port: endpoint.port }
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: unknown }>()
  const outgoing = request({
    ...where,
    method: asked.method,
    path: asked.path,
    headers: { host: 'edge', ...(asked.body !== undefined && { 'content-type': 'application/json' }) },
    signal: AbortSignal.timeout(answerTimeoutMs),
  })
  outgoing.on('error', reject)
  outgoing.on('response', (response) => {
    text(response)
      .then((json) => resolve({ status: response.statusCode ?? 0, body: JSON.parse(json) }))
      .catch(reject)
  })
  outgoing.end(asked.body === undefined ? undefined : JSON.stringify(asked.body))
  return await promise
}
