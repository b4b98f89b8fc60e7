import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import type { App } from '../http/route.ts'
import { sessionCookieName } from '../identity/session-cookie.ts'
import { openapiDocument } from './openapi.ts'
import { referencePage } from './page.ts'
import { style } from './style.ts'

export const pagePolicy = `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** The contract, for machines and for people. Outside the contract's table, since it describes that table. */
export function referenceRoutes(app: App, { origin, apiOrigin }: Context): void {
  const onRequest = async (request: FastifyRequest, reply: FastifyReply) => app.limitRate(request, reply)
  const document = madeOnce(() =>
    JSON.stringify(openapiDocument({ apiOrigin, sessionCookie: sessionCookieName(origin) })),
  )
  const page = madeOnce(referencePage)
  app.get('/api/openapi.json', { onRequest }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(document()),
  )
  app.get('/api/reference', { onRequest }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy).send(page()),
  )
}

/** Not at the start: few ever read it. */
function madeOnce(make: () => string): () => string {
  let made: string | undefined
  return () => {
    made ??= make()
    return made
  }
}
