import { DomainError } from '@porchlight/contract/errors'
import { givenRequestId } from '@porchlight/runtime/request-id'
import { type FastifyBaseLogger, fastify } from 'fastify'
import { communityRoutes } from './community/routes.ts'
import { type Context, newId } from './context.ts'
import { readJsonBodies } from './http/body.ts'
import { sendProblem } from './http/problems.ts'
import type { App } from './http/route.ts'

/** The REST API over its context. `ready` says whether this replica may take requests. */
export function buildApp(ctx: Context, ready: () => Promise<boolean>): App {
  const logger: FastifyBaseLogger = ctx.logger
  const app = fastify({
    loggerInstance: logger,
    disableRequestLogging: true,
    // Exactly one hop, the load balancer's: it says who the client is.
    trustProxy: (_address: string, hop: number) => hop < 1,
    genReqId: (request) => givenRequestId(request.headers) ?? newId(),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: sendProblem,
  })
  app.decorateRequest('viewer', null)
  readJsonBodies(app)
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request, reply) => sendProblem(new DomainError('not_found'), request, reply))
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
  })
  app.get('/livez', async () => 'ok')
  app.get('/readyz', async (_request, reply) => ((await ready()) ? 'ok' : reply.code(503).send('not ready')))
  communityRoutes(app, ctx)
  return app
}
