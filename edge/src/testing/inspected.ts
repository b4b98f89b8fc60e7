import type { InspectedRequest } from '../firewall/inspected-request.ts'

export interface RequestParts {
  readonly method?: string
  readonly path?: string
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly address?: string
  readonly body?: string | Buffer
  readonly oversize?: boolean
}

/** A request as the edge hands it to a web ACL; the headers are those that every client sends. */
export function inspected(parts: RequestParts = {}): InspectedRequest {
  const { method = parts.body === undefined ? 'GET' : 'POST', path = '/', query = '', headers = {} } = parts
  return {
    requestId: 'r-1',
    method,
    uriPath: path,
    queryString: query,
    httpVersion: '1.1',
    host: 'place.example',
    scheme: 'https',
    headers: Object.entries({ host: 'place.example', 'user-agent': 'test', ...headers }).flat(),
    clientAddress: parts.address ?? '192.0.2.1',
    body: parts.body === undefined ? undefined : { bytes: Buffer.from(parts.body), oversize: parts.oversize ?? false },
  }
}
