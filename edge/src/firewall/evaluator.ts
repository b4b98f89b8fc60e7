import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import type { InspectedRequest } from './inspected-request.ts'

export interface BlockResponse {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** `undefined`: the edge's own words. */
  readonly body: { readonly contentType: string; readonly content: string } | undefined
}

export interface Judgement {
  /** What becomes of the request: a rule's Count alone leaves it `ALLOW`. */
  readonly action: 'ALLOW' | 'BLOCK' | 'CAPTCHA' | 'CHALLENGE'
  /** Set unless the action is `ALLOW`. */
  readonly response: BlockResponse | undefined
  /** Headers that Allow or Count rules add to the forwarded request (`x-amzn-waf-<name>`): name, value, name, value. */
  readonly insertHeaders: readonly string[]
  /** `undefined`: no rule touched the request. */
  readonly record: FirewallLogRecord | undefined
}

/** A web ACL that is ready to judge. Its rules never change; only its rate counters do. */
export interface Evaluator {
  /** Rules that are evaluated without data that they would need to match; the edge logs them at start. */
  readonly notices: readonly { readonly rule: string; readonly reason: string }[]
  judge(request: InspectedRequest): Judgement
  /** Whether a rule that needs no body would refuse the request. Nothing is counted or recorded. */
  refusesHead(request: InspectedRequest): boolean
}
