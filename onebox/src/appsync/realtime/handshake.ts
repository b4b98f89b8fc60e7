import type { IncomingMessage } from 'node:http'
import type { Authorization } from './authorization.ts'
import { readAuthorization } from './authorization.ts'
import { badProtocol, type Fault, headersMissing, noProtocol } from './faults.ts'

export const subprotocol = 'graphql-ws'
const headerProtocol = 'header-'

export type Handshake =
  | { readonly kind: 'authorized'; readonly authorization: Authorization }
  | { readonly kind: 'refused'; readonly fault: Fault }

/**
 * What a client presents when it opens a socket: in a second subprotocol `header-<base64url>`, in `?header=<base64>`, or
 * in the request's own headers.
 */
export function readHandshake(request: IncomingMessage): Handshake {
  const offered = offeredProtocols(request)
  if (!offered.includes(subprotocol)) {
    return { kind: 'refused', fault: offered.length === 0 ? noProtocol : badProtocol }
  }
  const authorization = presented(request, offered)
  return authorization === undefined
    ? { kind: 'refused', fault: headersMissing }
    : { kind: 'authorized', authorization }
}

export function offeredProtocols({ headers }: IncomingMessage): readonly string[] {
  const offered = headers['sec-websocket-protocol'] ?? ''
  return offered
    .split(',')
    .map((protocol) => protocol.trim())
    .filter((protocol) => protocol !== '')
}

function presented({ url = '/', headers }: IncomingMessage, offered: readonly string[]): Authorization | undefined {
  const protocol = offered.find((name) => name.startsWith(headerProtocol))
  if (protocol !== undefined) return readEncoded(protocol.slice(headerProtocol.length), 'base64url')
  const [, query] = url.split('?', 2)
  const parameter = new URLSearchParams(query).get('header')
  // A plus sign that was not escaped arrives as a space.
  if (parameter !== null) return readEncoded(parameter.replaceAll(' ', '+'), 'base64')
  return readAuthorization({ host: headers.host, authorization: headers.authorization })
}

function readEncoded(encoded: string, encoding: 'base64' | 'base64url'): Authorization | undefined {
  try {
    return readAuthorization(JSON.parse(Buffer.from(encoded, encoding).toString()))
  } catch {
    return undefined
  }
}
