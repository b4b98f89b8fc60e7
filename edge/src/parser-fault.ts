import { randomUUIDv7 } from 'node:crypto'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { AccessLog } from '@porchlight/runtime/logger'
import { logRefusal } from './access-log.ts'
import { type Answer, headTooLarge, malformed } from './answer/answer.ts'
import { rawAnswer, sendAnswer } from './answer/send.ts'
import type { Exchange } from './exchange.ts'

/** What Node reports when a head or a body takes longer than the server's limits. */
const tooSlow = 'ERR_HTTP_REQUEST_TIMEOUT'

const headTooSlow: Answer = {
  status: 408,
  happened: 'The request took too long to arrive.',
  advice: 'Check the connection, then try again.',
  closeConnection: true,
}

export interface ParserFault {
  readonly error: Error
  readonly socket: Duplex
  /** The last request on the connection: its body, or what came after it, is what the parser refused. */
  readonly exchange: Exchange | undefined
  readonly accessLog: AccessLog
}

/** Answers what the parser refused, unless an answer is already on its way. The connection is closed in any case. */
export function answerParserFault({ error, socket, exchange, accessLog }: ParserFault): void {
  const code = codeOf(error)
  if (!code.startsWith('HPE_') && code !== tooSlow) {
    // The client has left: nobody reads an answer.
    socket.destroy()
    return
  }
  if (exchange !== undefined && !exchange.closed) {
    if (exchange.response.headersSent) socket.destroy()
    else sendAnswer(exchange, answerFor(error))
    return
  }
  refuseRaw(socket, { answer: answerFor(error), failure: code, accessLog })
}

/** CONNECT would make an open proxy of us. */
export function refuseConnect(socket: Duplex, accessLog: AccessLog): void {
  socket.on('error', () => socket.destroy())
  const answer = malformed('This server opens no connections to others.')
  refuseRaw(socket, { answer, failure: 'CONNECT', accessLog })
}

interface RawRefusal {
  readonly answer: Answer
  readonly failure: string
  readonly accessLog: AccessLog
}

function refuseRaw(socket: Duplex, { answer, failure, accessLog }: RawRefusal): void {
  const requestId = randomUUIDv7()
  logRefusal(accessLog, { requestId, status: answer.status, client: addressOf(socket), failure })
  if (socket.writable) socket.end(rawAnswer(answer, requestId))
  else socket.destroy()
}

function addressOf(socket: Duplex): string | undefined {
  return socket instanceof Socket ? socket.remoteAddress : undefined
}

function answerFor(error: Error): Answer {
  const code = codeOf(error)
  if (code === 'HPE_HEADER_OVERFLOW') return headTooLarge('The headers are larger than 64 KB together.')
  if (code === tooSlow) return headTooSlow
  return malformed('The request is not well-formed HTTP.')
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
