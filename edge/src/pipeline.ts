import type { Answer } from './answer/answer.ts'
import type { Exchange } from './exchange.ts'

/** Looks at a request, notes what it found out, and lets it pass or answers it. */
export type Stage = (exchange: Exchange) => Verdict | Promise<Verdict>
export type Verdict = Answer | undefined

/**
 * What a request passes before a target group receives it, in the order of AWS's own: WAF stands before the listener,
 * and the listener's rule says whether the load balancer validates a token.
 */
export interface Stages {
  /** Refuses what is not plain HTTP for this place, derives the client's address, normalises the path. */
  readonly protocol: Stage
  /** The web ACL. A listener that only services reach has none. */
  readonly firewall?: Stage
  /** Chooses the rule, and with it the service. */
  readonly listenerRule: Stage
  /** Validates the access token where `exchange.rule.token` is `required`. */
  readonly token?: Stage
}

export function orderStages({ protocol, firewall, listenerRule, token }: Stages): readonly Stage[] {
  return [protocol, firewall, listenerRule, token].filter((stage) => stage !== undefined)
}

/** Stays synchronous as long as the stages do: most requests wait for nothing here. */
export function passStages(stages: readonly Stage[], exchange: Exchange, from = 0): Verdict | Promise<Verdict> {
  for (let index = from; index < stages.length; index += 1) {
    const verdict = stages[index]?.(exchange)
    if (verdict instanceof Promise) {
      return verdict.then((answer) => answer ?? passStages(stages, exchange, index + 1))
    }
    if (verdict !== undefined) return verdict
  }
  return undefined
}
