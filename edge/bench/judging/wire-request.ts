import { METHODS } from 'node:http'
import type { InspectedRequest } from '../../src/firewall/inspected-request.ts'
import { maxInspectedBodyBytes } from '../../src/firewall/inspected-request.ts'
import { readHeaders } from '../../src/protocol/headers.ts'
import { isValidHost } from '../../src/protocol/hosts.ts'
import { parseRequestTarget } from '../../src/protocol/request-target.ts'

/** A request as a client writes it. */
export interface WireRequest {
  readonly method: string
  readonly target: string
  /** Besides those that every browser sends, which it may replace; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
}

export const ownHost = 'place.example'

const browserHeaders: Readonly<Record<string, string>> = {
  host: ownHost,
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'en-GB,en;q=0.5',
  'accept-encoding': 'gzip, deflate, br, zstd',
}

/** No HTTP parser takes these in a header. */
const outsideHeader = /[\0\r\n]/

let addresses = 0

/** What the edge would hand to its firewall; `undefined` where its parser or its protocol stage refuses the request. */
export function inspect({ method, target, headers = {}, body }: WireRequest): InspectedRequest | undefined {
  if (!METHODS.includes(method) || method === 'CONNECT') return undefined
  const parsed = parseRequestTarget(target)
  if (parsed.kind === 'fault') return undefined
  const length = body === undefined ? {} : { 'content-length': String(body.length) }
  const raw = Object.entries({ ...browserHeaders, ...length, ...headers }).flat()
  if (raw.some((each) => outsideHeader.test(each))) return undefined
  const head = readHeaders(raw)
  if (head.kind === 'fault' || !isValidHost(head.host)) return undefined
  // Another name is redirected to the place's own: nothing of such a request reaches a service.
  if (head.host !== ownHost) return undefined
  addresses += 1
  return {
    requestId: '01a20bc3-77d1-71df-bb0d-fe0cb159ab5c',
    method,
    uriPath: parsed.path,
    queryString: parsed.search.slice(1),
    httpVersion: '1.1',
    host: head.host,
    scheme: 'https',
    headers: head.forwarded,
    // One address would soon be one that asks too often.
    clientAddress: `198.18.${(addresses >> 8) & 255}.${addresses & 255}`,
    body: body && { bytes: body.subarray(0, maxInspectedBodyBytes), oversize: body.length > maxInspectedBodyBytes },
  }
}
