import { givenRequestId } from '@porchlight/runtime/request-id'
import { type FastifyBaseLogger, fastify, LogController } from 'fastify'
import { communityRoutes } from './community/routes.ts'
import { type Context, newId } from './context.ts'
import { logAnswers } from './http/access-log.ts'
import { describeAnswers } from './http/answer-headers.ts'
import { readJsonBodies } from './http/body.ts'
import { refuseMalformedHttp } from './http/malformed-http.ts'
import { sendEarlyProblem, sendProblem } from './http/problems.ts'
import { limitRates } from './http/rate-limit.ts'
import type { App } from './http/route.ts'
import { keepRouteTable, refuseUnknownAddresses } from './http/route-table.ts'

/** The REST API over its context. `ready` says whether this replica may take requests. */
export function buildApp(ctx: Context, ready: () => Promise<boolean>): App {
  const logger: FastifyBaseLogger = ctx.logger
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    // Exactly one hop, the load balancer's: it says who the client is.
    trustProxy: (_address: string, hop: number) => hop < 1,
    genReqId: (request) => givenRequestId(request.headers) ?? newId(),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: sendEarlyProblem,
    clientErrorHandler: refuseMalformedHttp,
  })
  app.decorateRequest('viewer', null)
  app.setErrorHandler(sendProblem)
  keepRouteTable(app)
  limitRates(app, ctx.rateLimits)
  readJsonBodies(app)
  refuseUnknownAddresses(app)
  describeAnswers(app)
  logAnswers(app)
  app.get('/livez', async () => 'ok')
  app.get('/readyz', async (_request, reply) => ((await ready()) ? 'ok' : reply.code(503).send('not ready')))
  communityRoutes(app, ctx)
  return app
}
