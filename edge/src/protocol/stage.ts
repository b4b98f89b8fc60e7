import type { BlockList, Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { givenRequestId } from '@porchlight/runtime/request-id'
import { type Answer, headTooLarge, malformed, otherHost, targetTooLong, traceRefused } from '../answer/answer.ts'
import { clientAddress, networkPeer, ownPeer } from '../client-address.ts'
import type { Exchange } from '../exchange.ts'
import type { Stage, Verdict } from '../pipeline.ts'
import { type ProxyHeaders, type RequestHeaders, readHeaders } from './headers.ts'
import { type Hosts, isValidHost } from './hosts.ts'
import { maxRequestLineBytes } from './limits.ts'
import { parseRequestTarget } from './request-target.ts'

export interface ProtocolSettings {
  readonly hosts: Hosts
  readonly origin: URL
  readonly trustedProxies: BlockList
  /** On a Unix socket every peer is our own user; on the network each is judged by its address. */
  readonly peers: 'own' | 'network'
}

/** Where a probe asks the machine by its address; it must not be sent elsewhere. */
const probePath = '/livez'

/** The bytes of ` HTTP/1.1` and its separator. */
const versionBytes = 10

export function protocolStage(settings: ProtocolSettings): Stage {
  return (exchange) => readHead(exchange, settings) ?? readRequestLine(exchange) ?? chooseBalancer(exchange, settings)
}

function readRequestLine(exchange: Exchange): Verdict {
  const { request, method } = exchange
  const url = request.url ?? ''
  if (method === 'TRACE') return traceRefused
  if (method.length + url.length + versionBytes > maxRequestLineBytes) return targetTooLong
  const target = parseRequestTarget(url)
  if (target.kind === 'fault') return malformed(target.detail)
  if (target.authority !== undefined && target.authority.toLowerCase() !== exchange.host.toLowerCase()) {
    return malformed('The request line and the Host header name different hosts.')
  }
  exchange.path = target.path
  exchange.search = target.search
  return undefined
}

function readHead(exchange: Exchange, settings: ProtocolSettings): Verdict {
  const { trustedProxies, peers } = settings
  const { request } = exchange
  const peer = peers === 'own' ? ownPeer : networkPeer(exchange.connection, trustedProxies)
  // A peer that has reset the connection has no address any more, and must not pass for one of our own.
  if (peer === undefined) return malformed('The connection was lost.')
  exchange.clientAddress = peer.address
  const head = readHeaders(request.rawHeaders)
  if (head.kind === 'fault') return head.status === 431 ? headTooLarge(head.detail) : malformed(head.detail)
  if (head.isChunked && request.httpVersion === '1.0') return malformed('Chunks came with HTTP/1.1.')
  if (!isValidHost(head.host)) return malformed('The Host header is not a host name.')
  if (exchange.isUpgrade && head.hasBody) return malformed('A request to change protocols must not carry a body.')
  exchange.headers = head.forwarded
  exchange.host = head.host
  exchange.hasBody = exchange.bodyFollows ?? head.hasBody
  if (isAmbiguous(exchange, head)) {
    exchange.isLast = true
    exchange.response.shouldKeepAlive = false
  }
  if (peer.trusted) believe(exchange, head.proxy, settings)
  else describeClient(exchange, arrival(exchange.connection, settings))
  exchange.headers.push('x-request-id', exchange.requestId)
  return undefined
}

/**
 * Servers differ on whether a GET has a body. And Node's parser, asked for a protocol that it does not change to, drops
 * what came with the request.
 */
function isAmbiguous({ method, isUpgrade }: Exchange, { hasBody, asksToUpgrade }: RequestHeaders): boolean {
  return (hasBody && (method === 'GET' || method === 'HEAD')) || (asksToUpgrade && !isUpgrade)
}

/** A trusted proxy knows the client, the scheme and the request's name; what it leaves out is derived here. */
function believe(exchange: Exchange, proxy: ProxyHeaders, settings: ProtocolSettings): void {
  exchange.clientAddress = clientAddress(exchange.clientAddress, proxy.forwardedFor, settings.trustedProxies)
  if (proxy.requestId !== undefined) {
    exchange.requestId = givenRequestId({ 'x-request-id': proxy.requestId }) ?? exchange.requestId
  }
  const own = arrival(exchange.connection, settings)
  const { forwardedProto, forwardedPort, forwardedHost } = proxy
  const proto = forwardedProto === 'https' || forwardedProto === 'http' ? forwardedProto : own.proto
  const port = forwardedPort !== undefined && /^\d{1,5}$/.test(forwardedPort) ? forwardedPort : own.port
  describeClient(exchange, { proto, port })
  if (forwardedHost !== undefined && isValidHost(forwardedHost)) {
    exchange.headers.push('x-forwarded-host', forwardedHost)
  }
}

interface Arrival {
  readonly proto: 'http' | 'https'
  readonly port: string
}

/** By what scheme and port the client came; a service that asks for itself counts as having come to the origin. */
function arrival(socket: Socket, { peers, origin }: ProtocolSettings): Arrival {
  if (peers === 'network') {
    return { proto: socket instanceof TLSSocket ? 'https' : 'http', port: String(socket.localPort ?? 80) }
  }
  const proto = origin.protocol === 'https:' ? 'https' : 'http'
  return { proto, port: origin.port || (proto === 'https' ? '443' : '80') }
}

/** One address, no chain: services trust exactly the one hop from here. */
function describeClient(exchange: Exchange, { proto, port }: Arrival): void {
  exchange.scheme = proto
  exchange.port = port
  const { headers, clientAddress: address } = exchange
  headers.push('x-forwarded-for', address, 'x-forwarded-proto', proto, 'x-forwarded-port', port)
}

function chooseBalancer(exchange: Exchange, { hosts, origin }: ProtocolSettings): Answer | undefined {
  const { method, path, search, host } = exchange
  exchange.balancer = hosts.find(host)
  if (exchange.balancer !== undefined) return undefined
  if (path !== probePath) return otherHost(method, `${origin.origin}${path}${search}`)
  exchange.balancer = hosts.main
  return undefined
}
