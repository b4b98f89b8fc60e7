import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'

export interface RawRequest {
  readonly port: number
  /** As it stands: nothing is resolved or escaped. */
  readonly path: string
  readonly method?: string
  readonly headers?: OutgoingHttpHeaders
  /** Absent: the head is sent and nothing after it. */
  readonly body?: string | Buffer
}

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Whether the server asked for the body first. */
  readonly continued: boolean
}

/** What `fetch` would not send. */
export function rawRequest({ port, path, method = 'GET', headers = {}, body }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let continued = false
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, async (response) => {
      const answer = Buffer.concat(await response.toArray())
      outgoing.destroy()
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer, continued })
    })
    outgoing.once('error', reject)
    outgoing.once('continue', () => {
      continued = true
    })
    if (body !== undefined) outgoing.end(body)
    else if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') outgoing.end()
    else outgoing.flushHeaders()
  })
}
