import type { Tunnels } from '@porchlight/runtime/tunnels'
import { type Answer, badGateway, bodyStalled, gatewayTimeout, malformed, noTarget } from '../answer/answer.ts'
import { sendAnswer } from '../answer/send.ts'
import type { Exchange } from '../exchange.ts'
import { Attempt } from './attempt.ts'
import type { AttemptFailure } from './failure.ts'
import type { Target } from './target.ts'
import type { TargetGroup } from './target-group.ts'

/** Hands the request to a target that the group chooses, and to the next where that is safe and one fails. */
export function forward(exchange: Exchange, group: TargetGroup, tunnels: Tunnels): void {
  attempt({ exchange, group, tunnels, tried: [] })
}

interface Forwarding {
  readonly exchange: Exchange
  readonly group: TargetGroup
  readonly tunnels: Tunnels
  readonly tried: Target[]
}

function attempt(forwarding: Forwarding): boolean {
  const { exchange, group, tunnels, tried } = forwarding
  const target = group.choose(tried)
  if (target === undefined) {
    if (tried.length > 0) return false
    exchange.errorReason = 'NoTarget'
    sendAnswer(exchange, noTarget)
    return false
  }
  tried.push(target)
  exchange.target = target.name
  exchange.errorReason = undefined
  new Attempt({ exchange, target, tunnels, failed: (failure) => recover(forwarding, target, failure) }).start()
  return true
}

function recover(forwarding: Forwarding, target: Target, failure: AttemptFailure): void {
  const { exchange } = forwarding
  exchange.failure = failure.detail
  exchange.errorReason = exchange.closed ? 'ClientClosed' : failure.reason
  if (exchange.closed || exchange.response.writableEnded) return
  if (exchange.response.headersSent) {
    // The client must see that the answer is not whole.
    exchange.breakOff()
    return
  }
  const answer = answerTo(failure, forwarding, target)
  if (answer !== undefined) sendAnswer(exchange, answer)
}

/** `undefined`: another target has it now. */
function answerTo(failure: AttemptFailure, forwarding: Forwarding, target: Target): Answer | undefined {
  switch (failure.kind) {
    case 'refused':
      if (failure.nobodyListens) target.unregister()
      return attempt(forwarding) ? undefined : noTarget
    case 'broken':
      return failure.repeatable && attempt(forwarding) ? undefined : badGateway
    case 'timeout':
      return gatewayTimeout
    case 'stalled':
      return bodyStalled
    case 'unsendable':
      return malformed('A header holds characters that must not appear in one.')
  }
}
