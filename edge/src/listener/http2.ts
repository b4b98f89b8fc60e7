import { constants, createServer, type Http2Server, type Http2Session } from 'node:http2'
import type { Socket } from 'node:net'
import { Exchange } from '../exchange.ts'
import { maxConcurrentStreams, maxHeaderCount, maxRequestHeadBytes } from '../protocol/limits.ts'
import { type EdgeServerOptions, serve } from '../server.ts'

/** `:method`, `:path`, `:scheme` and `:authority`. */
const pseudoHeaders = 4

/**
 * What a client may cost us (RFC 9113 10.5): streams that it opens only to reset them, frames that are not valid, more
 * settings or pings than anybody needs, and heads in ever more CONTINUATION frames, which nghttp2 bounds itself.
 */
const limits = {
  settings: {
    maxConcurrentStreams,
    maxHeaderListSize: maxRequestHeadBytes,
    enableConnectProtocol: false,
  },
  maxHeaderListPairs: maxHeaderCount + pseudoHeaders,
  maxSessionInvalidFrames: 100,
  maxSessionRejectedStreams: 100,
  maxOutstandingPings: 10,
  maxSettings: 32,
  streamResetBurst: 200,
  streamResetRate: 50,
}

/** The HTTP/2 side of a listener. It takes connections from `accept` only. */
export class Http2Listener {
  readonly #server: Http2Server
  readonly #sessions = new Map<Http2Session, Socket>()
  readonly #idleMs: number

  constructor(options: EdgeServerOptions) {
    this.#idleMs = options.clientTimes.idleMs
    this.#server = createServer(limits)
    this.#server.on('request', (request, response) => {
      const { session } = request.stream
      const connection = session && this.#sessions.get(session)
      if (connection === undefined) return void request.stream.close(constants.NGHTTP2_REFUSED_STREAM)
      // The rest of an upload that has its answer is not worth receiving (RFC 9113 8.1).
      request.stream.once('finish', () => {
        if (!request.stream.readableEnded) request.stream.close(constants.NGHTTP2_NO_ERROR)
      })
      serve(new Exchange({ request, response, connection }), options)
    })
    for (const asked of ['checkContinue', 'checkExpectation'] as const) {
      this.#server.on(asked, (request, response) => this.#server.emit('request', request, response))
    }
    this.#server.on('sessionError', () => undefined)
  }

  accept(socket: Socket): void {
    this.#server.once('session', (session: Http2Session) => {
      this.#sessions.set(session, socket)
      session.once('close', () => this.#sessions.delete(session))
      session.setTimeout(this.#idleMs, () => session.destroy())
    })
    this.#server.emit('connection', socket)
  }

  /** Each session finishes the requests that it has, takes no more, and ends. */
  close(): void {
    for (const session of this.#sessions.keys()) session.close()
  }
}
