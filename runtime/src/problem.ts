import { type ServerResponse, STATUS_CODES } from 'node:http'
import { givenRequestId, requestIdHeader } from './request-id.ts'

export interface Refusal {
  readonly status: number
  /** What happened and what to do, each a sentence. */
  readonly detail: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A problem document (RFC 9457), for what no endpoint of `api` answers. */
export function sendProblem(response: ServerResponse, { status, detail, headers }: Refusal): void {
  const requestId = givenRequestId(response.req.headers)
  const instance = requestId && `urn:request:${requestId}`
  const body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail, instance })
  response.writeHead(status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(requestId && { [requestIdHeader]: requestId }),
    ...headers,
  })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}
