import { noRule } from '../answer/answer.ts'
import type { Stage } from '../pipeline.ts'

/** A listener without a matching rule answers 404 itself, as a fixed response on an ALB. */
export const listenerRule: Stage = (exchange) => {
  exchange.rule = exchange.balancer?.match(exchange)
  return exchange.rule === undefined ? noRule : undefined
}
