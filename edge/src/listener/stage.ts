import type { FixedResponse } from '@porchlight/system/listener'
import { type Answer, noRule } from '../answer/answer.ts'
import type { Stage } from '../pipeline.ts'
import { redirectAnswer } from './redirect.ts'

/**
 * Chooses the rule and carries out what a load balancer does by itself; what is to be forwarded passes. A listener
 * without a matching rule answers 404, as by a fixed response.
 */
export const listenerRule: Stage = (exchange) => {
  const rule = exchange.balancer?.match(exchange)
  exchange.rule = rule
  if (rule === undefined) return noRule
  if ('redirect' in rule) return redirectAnswer(rule.redirect, exchange)
  return 'fixedResponse' in rule ? fixedAnswer(rule.fixedResponse) : undefined
}

function fixedAnswer({ statusCode, contentType = 'text/plain', messageBody = '' }: FixedResponse): Answer {
  return {
    status: statusCode,
    happened: 'This address has a fixed answer.',
    advice: 'Start from the front page.',
    body: { contentType, content: messageBody },
  }
}
