import { STATUS_CODES } from 'node:http'
import { problemOf } from '@porchlight/contract/errors'
import type { Exchange } from '../exchange.ts'
import type { Answer } from './answer.ts'
import { readersOf } from './cross-origin.ts'
import { answerPage } from './page.ts'

/** A problem document (RFC 9457) for programs, a page for people. */
export function sendAnswer(exchange: Exchange, answer: Answer): void {
  const { request, response } = exchange
  if (response.headersSent) return
  const body = answerBody(exchange, answer)
  const headers: Record<string, string> = {
    'Content-Type': body.type,
    'Content-Length': String(Buffer.byteLength(body.text)),
    'Cache-Control': 'no-store',
    ...readersOf(exchange),
    ...answer.headers,
  }
  exchange.isLast ||= answer.closeConnection === true || exchange.isUpgrade
  // HTTP/2 has no such header, and one stream says nothing about where the next begins.
  if (exchange.isLast && !exchange.isHttp2) headers.Connection = 'close'
  exchange.bytesSent = request.method === 'HEAD' ? 0 : Buffer.byteLength(body.text)
  response.writeHead(answer.status, headers)
  response.end(body.text)
}

/** The same document before there is a request to answer: the parser refused it. */
export function rawAnswer(answer: Answer, requestId: string): string {
  const text = problem(answer, requestId)
  return [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
    '',
    text,
  ].join('\r\n')
}

function answerBody(exchange: Exchange, answer: Answer): { type: string; text: string } {
  if (answer.body !== undefined) return { type: answer.body.contentType, text: answer.body.content }
  if (wantsProblem(exchange)) {
    return { type: 'application/problem+json', text: problem(answer, exchange.requestId) }
  }
  return { type: 'text/html; charset=utf-8', text: answerPage(answer, exchange.requestId) }
}

function wantsProblem({ request, path }: Exchange): boolean {
  if (path === '/api' || path.startsWith('/api/') || request.url?.startsWith('/api/')) return true
  return /\bjson\b/i.test(request.headers.accept ?? '')
}

function problem(answer: Answer, requestId: string): string {
  if (answer.code !== undefined) return JSON.stringify(problemOf(answer.code, requestId))
  return JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[answer.status],
    status: answer.status,
    detail: `${answer.happened} ${answer.advice}`,
    instance: requestId,
  })
}
