import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AccessLog, Logger } from '@porchlight/runtime/logger'
import { asksForWebSocket, type Tunnels, upgradeResponse } from '@porchlight/runtime/tunnels'
import { logAccess } from './access-log.ts'
import { type Answer, leaving } from './answer/answer.ts'
import { sendAnswer } from './answer/send.ts'
import { Exchange } from './exchange.ts'
import { answerParserFault, refuseConnect } from './parser-fault.ts'
import { passStages, type Stage } from './pipeline.ts'
import { type ClientTimes, lingerTimeoutMs, maxRequestHeadBytes } from './protocol/limits.ts'
import { Pipelines } from './protocol/pipelines.ts'

export interface EdgeServerOptions {
  readonly stages: readonly Stage[]
  /** Hands a request that has passed every stage to its target group. */
  readonly forward: (exchange: Exchange) => void
  readonly tunnels: Tunnels
  readonly logger: Logger
  readonly accessLog: AccessLog
  readonly clientTimes: ClientTimes
  /** Answers what is asked of the edge itself, and says whether it did. */
  readonly answerOwn?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** A listener's HTTP/1.1 server; whoever owns it decides where it listens and when it drains. */
export function createEdgeServer(options: EdgeServerOptions): Server {
  const server = createServer({
    maxHeaderSize: maxRequestHeadBytes,
    insecureHTTPParser: false,
    connectionsCheckingInterval: options.clientTimes.headMs / 4,
    requireHostHeader: false,
    noDelay: true,
    shouldUpgradeCallback: asksForWebSocket,
  })
  server.maxHeadersCount = 0
  const pipelines = new Pipelines(options.accessLog)
  server.on('request', (request, response) => {
    if (!pipelines.admit(request.socket) || options.answerOwn?.(request, response)) return
    const exchange = new Exchange({ request, response, connection: request.socket })
    pipelines.enter(exchange)
    serve(exchange, options)
  })
  // 100 is answered once a target has been chosen and reads the body; any other expectation is refused by the stages.
  for (const asked of ['checkContinue', 'checkExpectation'] as const) {
    server.on(asked, (request, response) => server.emit('request', request, response))
  }
  server.on('upgrade', (request, socket, head) => {
    const response = upgradeResponse(request, socket)
    serve(new Exchange({ request, response, connection: request.socket, upgrade: { socket, response, head } }), options)
  })
  server.on('connect', (_request, socket) => refuseConnect(socket, options.accessLog))
  server.on('clientError', (error, socket) => {
    answerParserFault({ error, socket, exchange: pipelines.latest(socket), accessLog: options.accessLog })
  })
  return server
}

/** Takes a request through the stages and notes, when its client has the answer or has left, what became of it. */
export function serve(exchange: Exchange, options: EdgeServerOptions): void {
  exchange.response.on('close', () => finish(exchange, options.accessLog))
  decide(exchange, options)
}

function decide(exchange: Exchange, options: EdgeServerOptions): void {
  const fail = (error: unknown): void => {
    options.logger.error({ err: error, requestId: exchange.requestId }, 'a stage failed')
    sendAnswer(exchange, stageFailed)
  }
  try {
    const verdict = passStages(options.stages, exchange)
    if (verdict instanceof Promise) verdict.then((answer) => act(exchange, answer, options)).catch(fail)
    else act(exchange, verdict, options)
  } catch (error) {
    fail(error)
  }
}

function act(exchange: Exchange, answer: Answer | undefined, { forward, tunnels }: EdgeServerOptions): void {
  if (exchange.closed) return
  if (answer !== undefined) sendAnswer(exchange, answer)
  else if (exchange.isUpgrade && !tunnels.accepting) sendAnswer(exchange, leaving)
  else forward(exchange)
}

/** As an ALB when its firewall fails (`waf.fail_open` is false). */
const stageFailed: Answer = {
  status: 500,
  happened: 'Something went wrong here.',
  advice: 'Try again in a moment.',
  closeConnection: true,
}

function finish(exchange: Exchange, accessLog: AccessLog): void {
  if (exchange.closed) return
  exchange.closed = true
  exchange.work?.cancel()
  logAccess(accessLog, exchange)
  const { request, connection } = exchange
  if (request.complete || request.destroyed) return
  // The rest of a refused upload is read and dropped for a while: hanging up at once could destroy the answer.
  request.resume()
  const leave = (): void => void request.destroy()
  const linger = setTimeout(leave, lingerTimeoutMs).unref()
  // Node forgets a request that has its answer: nobody else tells those who wait for its body that the client has left.
  connection.once('close', leave)
  request.once('close', () => {
    clearTimeout(linger)
    connection.off('close', leave)
  })
}
