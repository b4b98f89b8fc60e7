import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import type { Readable, Writable } from 'node:stream'

/** A request to a server, by HTTP/1.1 or HTTP/2. */
export interface ServerRequest extends Readable {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly httpVersion: string
  readonly headers: IncomingHttpHeaders
  /** Name, value, name, value; HTTP/2 has pseudo headers among them. */
  readonly rawHeaders: readonly string[]
  /** Nothing more of it will come. */
  readonly complete: boolean
}

/** What answers such a request. */
export interface ServerReply extends Writable {
  readonly headersSent: boolean
  readonly statusCode: number
  /** Of HTTP/1.1: whether another request may follow on its connection. */
  shouldKeepAlive?: boolean
  writeHead(status: number, headers?: OutgoingHttpHeaders | string[]): unknown
  writeContinue(): void
  writeEarlyHints(hints: Record<string, string | string[]>): void
}
