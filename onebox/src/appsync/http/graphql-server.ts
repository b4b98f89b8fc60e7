import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AccessLog, Logger } from '@porchlight/runtime/logger'
import { logWhenOver } from '@porchlight/runtime/request-log'
import { graphqlLimits, graphqlPath } from '@porchlight/system/graphql-api'
import type { Executor } from '../executor.ts'
import { malformedQuery } from '../graphql/documents.ts'
import type { GraphqlAnswer } from '../graphql-request.ts'
import type { Authenticator } from '../identity.ts'
import { resolverHeaders } from '../resolver-headers.ts'
import { readBody } from './read-body.ts'
import { readGraphqlRequest } from './read-request.ts'

export interface GraphqlServerOptions {
  readonly authenticator: Authenticator
  readonly executor: Executor
  readonly accessLog: AccessLog
  readonly logger: Logger
  /** Whether requests may come: not yet, or no more. */
  readonly ready: () => boolean
}

interface Answer {
  readonly status: number
  readonly body: GraphqlAnswer | { readonly errors: readonly { errorType: string; message: string }[] } | object
  readonly headers?: ReadonlyMap<string, string>
}

/** GraphQL over HTTP, as AppSync speaks it. */
export function createGraphqlServer(options: GraphqlServerOptions): Server {
  return createServer((request, response) => {
    logWhenOver(options.accessLog, request, response)
    answer(request, options)
      .catch((error: unknown) => failure(error, request, options))
      .then((given) => send(response, given))
  })
}

async function answer(request: IncomingMessage, options: GraphqlServerOptions): Promise<Answer> {
  const { url = '/', method, headers } = request
  if (url === '/livez') return { status: 200, body: {} }
  if (url === '/readyz') return { status: options.ready() ? 200 : 503, body: {} }
  if (method !== 'POST' || url.split('?', 1)[0] !== graphqlPath) return unknownOperation
  const authentication = await options.authenticator.authenticate(headers.authorization)
  if (authentication.kind === 'refused') return fault(401, 'UnauthorizedException', authentication.message)
  const body = await readBody(request, graphqlLimits.bodyBytes)
  if (body === undefined) return tooLarge
  const asked = readGraphqlRequest(body)
  if (asked === undefined) return malformedBody
  const given = await options.executor.execute(asked, {
    identity: authentication.identity,
    headers: resolverHeaders(headers),
    domainName: headers.host ?? null,
  })
  return given === malformedQuery ? { status: 400, body: given } : answered(given)
}

function answered({ headers, ...body }: GraphqlAnswer): Answer {
  return { status: 200, body, ...(headers !== undefined && { headers }) }
}

function failure(error: unknown, request: IncomingMessage, { logger }: GraphqlServerOptions): Answer {
  // Who left is owed no answer.
  if (!request.destroyed) logger.error({ err: error }, 'a GraphQL request could not be answered')
  return fault(500, 'InternalFailure', 'The request could not be answered. Try again in a moment.')
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  if (response.destroyed) return
  for (const [name, value] of headers ?? []) response.setHeader(name, value)
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json;charset=UTF-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    // A body that nobody read to its end is in the way of the next request.
    ...(!response.req.complete && { connection: 'close' }),
  })
  response.end(text)
}

function fault(status: number, errorType: string, message: string): Answer {
  return { status, body: { errors: [{ errorType, message }] } }
}

const unknownOperation = fault(404, 'UnknownOperationException', 'Unknown Operation Request.')
const malformedBody = fault(400, 'MalformedHttpRequestException', 'Unable to parse GraphQL query.')
const tooLarge = fault(413, 'RequestEntityTooLargeException', `A request has at most ${graphqlLimits.bodyBytes} bytes.`)
