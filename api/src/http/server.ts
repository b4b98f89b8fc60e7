import { givenRequestId } from '@porchlight/runtime/request-id'
import { type FastifyBaseLogger, fastify, LogController } from 'fastify'
import { type Context, newId } from '../context.ts'
import { logAnswers } from './access-log.ts'
import { describeAnswers } from './answer-headers.ts'
import { readJsonBodies } from './body.ts'
import { describeReadersOf, letPagesRead } from './cross-origin.ts'
import { refuseMalformedHttp } from './malformed-http.ts'
import { sendEarlyProblem, sendProblem } from './problems.ts'
import { limitRates } from './rate-limit.ts'
import type { App } from './route.ts'
import { keepRouteTable, refuseUnknownAddresses } from './route-table.ts'

/** A server with everything that holds for every route, and none yet. */
export function createServer(ctx: Context): App {
  const logger: FastifyBaseLogger = ctx.logger
  const describeReaders = describeReadersOf(ctx)
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    // Exactly one hop, the load balancer's: it says who the client is.
    trustProxy: (_address: string, hop: number) => hop < 1,
    genReqId: (request) => givenRequestId(request.headers) ?? newId(),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => {
      describeReaders(request, reply)
      sendEarlyProblem(error, request, reply)
    },
    clientErrorHandler: refuseMalformedHttp,
  })
  app.decorateRequest('viewer', null)
  app.decorateRequest('hookId', '')
  app.setErrorHandler(sendProblem)
  keepRouteTable(app)
  limitRates(app, ctx.rateLimits)
  readJsonBodies(app, ctx.pictures.hookSecrets)
  letPagesRead(app, describeReaders)
  refuseUnknownAddresses(app)
  describeAnswers(app)
  logAnswers(app)
  return app
}
