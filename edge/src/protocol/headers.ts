import { type HeaderName, readHeaderName } from './header-names.ts'
import { maxHeaderBytes, maxHeaderCount } from './limits.ts'

/** What trusted proxies said about the client; from anyone else it is neither believed nor passed on. */
export interface ProxyHeaders {
  forwardedFor?: string
  forwardedProto?: string
  forwardedPort?: string
  forwardedHost?: string
  requestId?: string
}

export interface RequestHeaders {
  readonly kind: 'headers'
  /** Names in lower case, each followed by its value, in the order they came: what a target receives. */
  readonly forwarded: string[]
  readonly host: string
  readonly hasBody: boolean
  readonly isChunked: boolean
  readonly asksToUpgrade: boolean
  readonly proxy: ProxyHeaders
}

export type HeadersFault = { kind: 'fault'; status: 400 | 431; detail: string }

/** Naming any other header here would have us drop it after a rule had looked at it. */
const connectionOptions = /^[\t ,]*(?:(?:close|keep-alive|upgrade|te|trailers?|http2-settings)[\t ,]*)*$/i

const proxyFields: Readonly<Record<string, keyof ProxyHeaders>> = {
  'x-forwarded-for': 'forwardedFor',
  'x-forwarded-proto': 'forwardedProto',
  'x-forwarded-port': 'forwardedPort',
  'x-forwarded-host': 'forwardedHost',
  'x-request-id': 'requestId',
}

/** `raw` as Node gives it: name, value, name, value. */
export function readHeaders(raw: readonly string[]): RequestHeaders | HeadersFault {
  if (raw.length > 2 * maxHeaderCount) return tooLarge(`The request carries more than ${maxHeaderCount} headers.`)
  const scan: Scan = {
    forwarded: [],
    host: undefined,
    authority: undefined,
    hasBody: false,
    isChunked: false,
    asksToUpgrade: false,
    authorized: false,
    proxy: {},
  }
  for (let index = 0; index < raw.length; index += 2) {
    const header = readHeaderName(raw[index] ?? '')
    const value = raw[index + 1] ?? ''
    if (header.name.length + value.length > maxHeaderBytes) return tooLarge('A header is larger than 16 KB.')
    const detail = readHeader(scan, header, value)
    if (detail !== undefined) return { kind: 'fault', status: 400, detail }
  }
  const { host, authority: _, ...rest } = scan
  if (host === undefined) return { kind: 'fault', status: 400, detail: 'The request has no Host header.' }
  return { kind: 'headers', host, ...rest }
}

interface Scan {
  readonly forwarded: string[]
  host: string | undefined
  /** Of HTTP/2, where it has been there. */
  authority: string | undefined
  hasBody: boolean
  isChunked: boolean
  asksToUpgrade: boolean
  authorized: boolean
  readonly proxy: ProxyHeaders
}

/** Returns what is wrong with the header. */
function readHeader(scan: Scan, { name, fate }: HeaderName, value: string): string | undefined {
  if (fate === 'read') return readValue(scan, name, value)
  if (fate === 'pass') scan.forwarded.push(name, value)
  else if (fate === 'proxy') readProxyHeader(scan.proxy, name, value)
  return undefined
}

function readValue(scan: Scan, name: string, value: string): string | undefined {
  switch (name) {
    case ':authority':
      return readAuthority(scan, value)
    case 'host':
      if (isSameAsAuthority(scan, value)) return undefined
      if (scan.host !== undefined) return 'The request has more than one Host header.'
      scan.host = value
      break
    case 'cookie':
      if (joinCookies(scan, value)) return undefined
      break
    case 'authorization':
      if (scan.authorized) return 'The request has more than one Authorization header.'
      scan.authorized = true
      break
    case 'content-length':
      if (value !== '0') scan.hasBody = true
      break
    case 'transfer-encoding':
      if (value.toLowerCase() !== 'chunked') return 'The only transfer encoding accepted is chunked, named once.'
      scan.hasBody = true
      scan.isChunked = true
      return undefined
    case 'upgrade':
      scan.asksToUpgrade = true
      return undefined
    case 'expect':
      return value.toLowerCase() === '100-continue' ? undefined : 'The only expectation met here is 100-continue.'
    case 'connection':
      return connectionOptions.test(value) ? undefined : 'The Connection header names a header that it must not drop.'
  }
  scan.forwarded.push(name, value)
  return undefined
}

/** HTTP/2 names the host there; a target is told as HTTP/1.1 tells. */
function readAuthority(scan: Scan, value: string): undefined {
  scan.host = value
  scan.authority = value
  scan.forwarded.push('host', value)
}

/** Some clients send both (RFC 9113 8.3.1); they must agree. */
function isSameAsAuthority({ authority }: Scan, value: string): boolean {
  return authority !== undefined && authority.toLowerCase() === value.toLowerCase()
}

/** HTTP/2 may split its cookies over several headers; HTTP/1.1 has one (RFC 9113 8.2.3). */
function joinCookies({ forwarded, authority }: Scan, value: string): boolean {
  if (authority === undefined) return false
  const at = forwarded.findIndex((name, index) => index % 2 === 0 && name === 'cookie')
  if (at === -1) return false
  forwarded[at + 1] = `${forwarded[at + 1]}; ${value}`
  return true
}

function readProxyHeader(proxy: ProxyHeaders, name: string, value: string): void {
  const field = proxyFields[name]
  if (field === undefined) return
  const before = proxy[field]
  proxy[field] = before === undefined ? value : `${before},${value}`
}

function tooLarge(detail: string): HeadersFault {
  return { kind: 'fault', status: 431, detail }
}
