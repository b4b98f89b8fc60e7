import type { AccessLog } from '@porchlight/runtime/logger'
import type { Exchange } from './exchange.ts'

/** What an ALB logs for a client that left before its answer. */
const clientClosedRequest = 460

/** One line a request. The query stays out: it may carry tokens. */
export function logAccess(log: AccessLog, exchange: Exchange): void {
  log({
    requestId: exchange.requestId,
    method: exchange.method,
    path: exchange.path,
    status: statusOf(exchange),
    bytes: exchange.bytesSent,
    durationMs: Math.round((performance.now() - exchange.startedAt) * 10) / 10,
    balancer: exchange.balancer?.name,
    rule: exchange.rule?.priority,
    firewall: exchange.firewallRule,
    tokenCheck: exchange.tokenCheck,
    target: exchange.target,
    targetStatus: exchange.targetStatus,
    client: exchange.clientAddress,
    errorReason: exchange.errorReason ?? (hasLeft(exchange) ? 'ClientClosed' : undefined),
    failure: exchange.failure,
  })
}

export interface Refusal {
  readonly requestId: string
  readonly status: number
  readonly client: string | undefined
  readonly failure: string
}

/** What the parser refused never became a request: it has neither method nor path that could be believed. */
export function logRefusal(log: AccessLog, refusal: Refusal): void {
  log(refusal)
}

function statusOf({ response, tunnelled }: Exchange): number {
  if (tunnelled) return 101
  return response.headersSent ? response.statusCode : clientClosedRequest
}

/** Its connection, or its stream, ended before the answer did. */
function hasLeft({ response, tunnelled }: Exchange): boolean {
  return !tunnelled && !response.writableEnded
}
