import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { sendProblem } from '@porchlight/runtime/problem'
import { givenRequestId } from '@porchlight/runtime/request-id'
import { logWhenOver } from '@porchlight/runtime/request-log'
import { type Address, parseAddress } from './address.ts'
import { preflightHeaders, readableByPages } from './cross-origin.ts'
import { RequestRefused, refuse } from './refusal.ts'
import { sendRender } from './renders.ts'
import type { ObjectsTier } from './tier.ts'
import { receiveUpload } from './uploads.ts'

const ourFault = { status: 500, detail: 'Something went wrong on our side. Try again in a moment.' }

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** The object store of one machine, to browsers: uploads that were granted, and renders. */
export function createObjectsServer(tier: ObjectsTier): Server {
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    logWhenOver(tier.accessLog, request, response)
    answer(tier, { request, response }).catch((error: unknown) => fail(tier, response, error))
  }
  const server = createServer(handle)
  // Whoever asks before sending a body is told to go on once it is known that the body is wanted.
  server.on('checkContinue', handle)
  return server
}

async function answer(tier: ObjectsTier, exchange: Exchange): Promise<void> {
  const address = parseAddress(exchange.request.url ?? '')
  switch (address.kind) {
    case 'livez':
      return sendHealth(exchange, 200)
    case 'readyz':
      return sendHealth(exchange, tier.draining() ? 503 : 200)
    case 'upload':
      return answerUpload(tier, address, exchange)
    case 'public render':
    case 'private render':
      allow(exchange.request, ['GET', 'HEAD'])
      return sendRender(tier, address, exchange)
    case 'unknown':
      return refuse(404, 'There is no picture at this address. Check the address.')
  }
}

async function answerUpload(
  tier: ObjectsTier,
  address: Extract<Address, { kind: 'upload' }>,
  exchange: Exchange,
): Promise<void> {
  const { request, response } = exchange
  if (request.method === 'OPTIONS') {
    response.writeHead(204, preflightHeaders(request.headers, tier.pageOrigin)).end()
    return
  }
  for (const [name, value] of Object.entries(readableByPages(request.headers, tier.pageOrigin))) {
    response.setHeader(name, value)
  }
  if (request.method === 'GET' || request.method === 'HEAD') {
    refuse(404, 'An upload is not shown to anyone: pictures are shown in the sizes that are made of it.')
  }
  allow(request, ['PUT', 'OPTIONS'])
  return receiveUpload(tier, address, exchange)
}

function allow({ method = '' }: IncomingMessage, methods: readonly string[]): void {
  if (methods.includes(method)) return
  refuse(405, `This address takes ${methods.join(' and ')} only.`, { allow: methods.join(', ') })
}

function sendHealth({ request, response }: Exchange, status: number): void {
  const body = status === 200 ? 'ok\n' : 'draining\n'
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function fail({ logger }: ObjectsTier, response: ServerResponse, error: unknown): void {
  if (response.destroyed) return
  const refused = error instanceof RequestRefused
  if (!refused) logger.error({ err: error, requestId: givenRequestId(response.req.headers) }, 'the request failed')
  if (response.headersSent) response.destroy()
  else sendProblem(response, refused ? error.refusal : ourFault)
}
