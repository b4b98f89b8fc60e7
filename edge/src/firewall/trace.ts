import type { FirewallAction, FirewallLogRecord, RuleMatchDetail } from '@porchlight/contract/firewall-log'

export type RuleGroupRecord = FirewallLogRecord['ruleGroupList'][number]
export type RateRecord = FirewallLogRecord['rateBasedRuleList'][number]

export interface MatchingRule {
  ruleId: string
  action: FirewallAction
  ruleMatchDetails: RuleMatchDetail[]
}

/** What rules have done to a request on the way to its end; the part of a log record that grows. */
export interface Trace {
  readonly nonTerminating: MatchingRule[]
  readonly groups: RuleGroupRecord[]
  readonly rates: RateRecord[]
  /** Name, value, name, value. */
  readonly insertHeaders: string[]
}

export function emptyTrace(): Trace {
  return { nonTerminating: [], groups: [], rates: [], insertHeaders: [] }
}
