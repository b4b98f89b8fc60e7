import { preflightHeaders, readableBy } from '@porchlight/system/cross-origin'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import type { App } from './route.ts'

/** Says in an answer which pages may read it. */
export type DescribeReaders = (request: FastifyRequest, reply: FastifyReply) => void

/**
 * Where pages have another name than `api`, browsers show them an answer only if it names their origin. Any other origin,
 * `null` among them, is told nothing. Where both share a name there is nothing to say.
 */
export function describeReadersOf({ origin, apiOrigin }: Pick<Context, 'origin' | 'apiOrigin'>): DescribeReaders {
  if (apiOrigin === origin) return () => {}
  return ({ headers }, reply) => {
    reply.header('vary', 'origin')
    if (headers.origin === origin) reply.headers(readableBy(origin))
  }
}

/** Must come before any quota is taken: a page sends as many preflights as calls, and they cost less than a refusal. */
export function letPagesRead(app: App, describeReaders: DescribeReaders): void {
  app.addHook('onRequest', (request, reply, done) => {
    describeReaders(request, reply)
    // Whatever the address, so that a page can read that nothing is there.
    if (isPreflight(request) && reply.hasHeader(allowedOrigin)) reply.headers(preflightHeaders).code(204).send()
    else done()
  })
}

const allowedOrigin = 'access-control-allow-origin'

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}
