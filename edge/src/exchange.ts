import { randomUUIDv7 } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { Http2ServerRequest } from 'node:http2'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { BodyHead } from '@porchlight/runtime/body-head'
import type { ServerReply, ServerRequest } from '@porchlight/runtime/http-message'
import type { ListenerRule } from '@porchlight/system/listener'
import type { LoadBalancer } from '@porchlight/system/topology'
import type { RoutedRequest } from './listener/conditions.ts'
import type { Address } from './listener/redirect.ts'
import type { RuleMatcher } from './listener/rules.ts'
import type { ErrorReason } from './target-group/failure.ts'

/** A load balancer of the topology with its rules compiled. */
export interface Balancer {
  readonly name: LoadBalancer['name']
  readonly match: RuleMatcher
  /** Whose pages call it from a name other than its own; absent where they share one. */
  readonly pagesOrigin?: string
}

/** A client that asked to leave HTTP for another protocol; `head` is what it sent after asking. */
export interface Upgrade {
  readonly socket: Duplex
  /** What answers where the upgrade is refused. */
  readonly response: ServerResponse
  readonly head: Buffer
}

export interface TargetWork {
  /** The client has left. */
  cancel(): void
}

export interface Arrived {
  readonly request: ServerRequest
  readonly response: ServerReply
  readonly connection: Socket
  readonly upgrade?: Upgrade
}

/** One request and what the stages have found out about it. Each field is written by the stage that it names. */
export class Exchange implements RoutedRequest, Address {
  readonly request: ServerRequest
  readonly response: ServerReply
  /** What it came by; with HTTP/2 others come by it at the same time. */
  readonly connection: Socket
  readonly upgrade: Upgrade | undefined
  readonly startedAt = performance.now()
  readonly method: string
  requestId: string = randomUUIDv7()
  clientAddress = ''
  /** By what scheme and port the client came, as far as a trusted proxy in front knows better than we. */
  scheme: 'http' | 'https' = 'http'
  port = ''

  /** Protocol: the normalised path, and what listener rules match. */
  path = ''
  search = ''
  host = ''
  headers: string[] = []
  hasBody = false
  balancer: Balancer | undefined

  /** Firewall: what it has read of the body, and the rule that stopped the request. */
  bodyHead: BodyHead | undefined
  firewallRule: string | undefined

  /** Listener rule. */
  rule: ListenerRule | undefined

  /** Token: what became of it, where the rule demands one. */
  tokenCheck: string | undefined

  /** Target group. */
  target: string | undefined
  bytesSent = 0
  targetStatus: number | undefined
  errorReason: ErrorReason | undefined
  failure: string | undefined
  tunnelled = false
  /** Set while a target works on the request. An object and no closure, which would keep each request in memory for long. */
  work: TargetWork | undefined

  /**
   * Refused, or read by servers in so many ways, that nothing after it on the same connection may be served; where it is
   * forwarded the target's connection is closed too, as an ALB's `defensive` desync mitigation does.
   */
  isLast = false
  /** The client has its whole answer, or has left. */
  closed = false

  constructor({ request, response, connection, upgrade }: Arrived) {
    this.request = request
    this.response = response
    this.connection = connection
    this.upgrade = upgrade
    this.method = request.method ?? 'GET'
  }

  /** A body announces itself by its headers in HTTP/1.1, and in HTTP/2 by not ending with them. */
  get bodyFollows(): boolean | undefined {
    return this.request instanceof Http2ServerRequest ? !this.request.stream.endAfterHeaders : undefined
  }

  get isHttp2(): boolean {
    return this.request instanceof Http2ServerRequest
  }

  get isUpgrade(): boolean {
    return this.upgrade !== undefined
  }

  /** Reads what is forwarded, so that a rule never acts on a header that its target does not receive. */
  headerValues(name: string): readonly string[] {
    const values: string[] = []
    for (let index = 0; index < this.headers.length; index += 2) {
      if (this.headers[index] === name) values.push(this.headers[index + 1] ?? '')
    }
    return values
  }

  /** The client must see that its answer is not whole: the connection breaks, or with HTTP/2 the stream is reset. */
  breakOff(): void {
    this.response.destroy(this.isHttp2 ? new Error('The answer broke off') : undefined)
  }
}
