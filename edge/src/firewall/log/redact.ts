import type { RuleMatchDetail } from '@porchlight/contract/firewall-log'
import { decodeFormText } from '../request/body-content.ts'

/** AWS's own word for what it leaves out. */
export const redacted = 'REDACTED'

const secretHeaders = new Set(['authorization', 'cookie', 'set-cookie', 'proxy-authorization'])
const secretName =
  /token|secret|passw|pwd|signature|credential|session|invitation|api-?_?key|^(?:code|key|sig|auth|jwt|otp|pin)$|^x-amz-/i
/** A one-time link carries its token in the path: a long random segment, which an id in UUID form is not. */
const secretSegment = /\/(?![\da-f]{8}-[\da-f]{4}-)[\w-]{32,}(?=\/|$)/gi

/** AppSync's clients present their token in a subprotocol, or in an argument. */
const subprotocols = 'sec-websocket-protocol'
const secretSubprotocol = /header-[\w-]+/g
const handshakeArgument = 'header'

export function isSecretName(name: string): boolean {
  return secretName.test(name.includes('%') ? decodeFormText(name) : name)
}

export function redactHeader(name: string, value: string): string {
  if (secretHeaders.has(name) || isSecretName(name)) return redacted
  if (name === subprotocols) return value.replace(secretSubprotocol, `header-${redacted}`)
  return name === 'referer' ? redactAddress(value) : value
}

/** The values of arguments whose name says that they are secret. */
export function redactArguments(queryString: string): string {
  return queryString.includes('=') ? queryString.split('&').map(redactPair).join('&') : queryString
}

function redactPair(pair: string): string {
  const name = pair.slice(0, Math.max(0, pair.indexOf('=')))
  return name === handshakeArgument || (name !== '' && isSecretName(name)) ? `${name}=${redacted}` : pair
}

export function redactPath(path: string): string {
  return path.replace(secretSegment, `/${redacted}`)
}

function redactAddress(address: string): string {
  const mark = address.indexOf('?')
  if (mark === -1) return redactPath(address)
  return `${redactPath(address.slice(0, mark))}?${redactArguments(address.slice(mark + 1))}`
}

/** A cookie's value is a secret whatever its name; the match in a whole query string may be of any argument. */
export function redactDetail(detail: RuleMatchDetail): RuleMatchDetail {
  const { location, matchedFieldName: name = '', matchedData } = detail
  if (location === 'COOKIE' || secretHeaders.has(name) || name === subprotocols || isSecretField(name)) {
    return { ...detail, matchedData: matchedData.map(() => redacted) }
  }
  if (location === 'QUERY_STRING') return { ...detail, matchedData: matchedData.map(redactArguments) }
  return name === 'referer' ? { ...detail, matchedData: matchedData.map(redactAddress) } : detail
}

/** Of a JSON pointer each part counts: `/account/password/0`. */
function isSecretField(name: string): boolean {
  return name.startsWith('/') ? name.split('/').some(isSecretName) : isSecretName(name)
}
