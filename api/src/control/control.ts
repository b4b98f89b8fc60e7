import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { DomainError, type ErrorCode, errors } from '@porchlight/contract/errors'
import type { Endpoint } from '@porchlight/runtime/endpoint'
import { z } from 'zod'

export interface ControlRequest {
  readonly method: 'GET' | 'PATCH' | 'POST'
  /** With the query. */
  readonly path: string
  readonly body?: unknown
}

/** Asks another program on its private control socket; resolves with the JSON of the answer. */
export type Control = (asked: ControlRequest) => Promise<unknown>

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

interface ControlSettings {
  /** Absent where there is no such program, as on AWS. */
  readonly endpoint: Endpoint | undefined
  readonly unavailable: ErrorCode
}

/** @throws {DomainError} from every call: `unavailable`, or what the program refuses with. */
export function openControl({ endpoint, unavailable }: ControlSettings): Control {
  function failure(cause: unknown): DomainError {
    const error = new DomainError(unavailable)
    error.cause = cause
    return error
  }
  return async (asked) => {
    if (endpoint === undefined) throw new DomainError(unavailable)
    const { status, body } = await send(endpoint, asked).catch((cause: unknown) => {
      throw failure(cause)
    })
    if (status === 200) return body
    const refusal = Refusal.safeParse(body)
    if (!refusal.success) throw failure(new Error(`${asked.path} answered ${status}`))
    const { code, faults } = refusal.data
    throw code === 'internal' ? failure(new Error(`${asked.path} failed`)) : new DomainError(code, faults)
  }
}

async function send(endpoint: Endpoint, asked: ControlRequest): Promise<{ status: number; body: unknown }> {
  const where =
    endpoint.kind === 'socket' ? { socketPath: endpoint.path } : { host: endpoint.host, port: endpoint.port }
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: unknown }>()
  const outgoing = request({
    ...where,
    method: asked.method,
    path: asked.path,
    headers: { host: 'control', ...(asked.body !== undefined && { 'content-type': 'application/json' }) },
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
