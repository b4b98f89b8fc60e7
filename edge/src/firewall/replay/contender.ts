import type { RuleMatch } from '@porchlight/contract/firewall'
import type { FirewallAction, FirewallLogRecord } from '@porchlight/contract/firewall-log'
import type { Firewall, Rule } from '@porchlight/system/web-acl/web-acl'
import type { Evaluator } from '../evaluator.ts'
import { matchReader } from '../keeper/matches.ts'
import { actionsByName } from '../keeper/rules.ts'
import type { RecordedRequest } from './recorded-request.ts'

/**
 * An evaluator with rate counters of its own, for looking and not for judging traffic.
 *
 * @throws {FirewallFault} where the firewall must not be put to use.
 */
export type CompileApart = (firewall: Firewall, now?: () => number) => Evaluator

export interface Outcome {
  readonly action: FirewallAction
  /** `null`: no rule ended it. */
  readonly rule: string | null
  /** The rule that ended it last; before it, those that counted. */
  readonly matches: readonly RuleMatch[]
  readonly record: FirewallLogRecord | undefined
}

/** What a firewall makes of a recorded request. */
export type Judge = (recorded: RecordedRequest) => Outcome

/**
 * Judges anew what can be judged anew. A match that was recorded stands where the recording lacks what it matched, such
 * as the body, and the rule is still the one that was recorded by; what becomes of it is this firewall's to say.
 */
export function contender(firewall: Firewall, recordedBy: Firewall, compile: CompileApart): Judge {
  let now = 0
  const evaluator = compile(firewall, () => now)
  const matchesOf = matchReader(firewall)
  const actions = actionsByName(firewall)
  const standing = standingRules(firewall, recordedBy)
  const order = orderOf(firewall)
  return (recorded) => {
    now = recorded.at
    const { record } = evaluator.judge(recorded.request)
    const anew = record === undefined ? [] : matchesOf(record)
    const known = new Set(anew.map(({ rule }) => rule))
    const kept = recorded.matched.flatMap((match) => {
      const action = actions.get(match.rule)
      const stands = action !== undefined && !known.has(match.rule) && standing.has(groupOf(match.rule))
      return stands ? [{ ...match, action }] : []
    })
    return { ...ended([...anew, ...kept].sort((a, b) => order(a.rule) - order(b.rule))), record }
  }
}

/** Rules run in order until one ends the request. */
function ended(matches: readonly RuleMatch[]): Omit<Outcome, 'record'> {
  const index = matches.findIndex(({ action }) => action !== 'COUNT')
  const ending = matches[index]
  if (ending === undefined) return { action: 'ALLOW', rule: null, matches }
  return { action: ending.action, rule: ending.rule, matches: matches.slice(0, index + 1) }
}

function groupOf(rule: string): string {
  return rule.split('/')[0] ?? rule
}

function orderOf(firewall: Firewall): (rule: string) => number {
  const all = firewall.webAcl.Rules.toSorted((a, b) => a.Priority - b.Priority).map(({ Name }) => Name)
  const places = new Map(all.map((name, index) => [name, index]))
  return (rule) => places.get(groupOf(rule)) ?? all.length
}

/** What a log record cannot show: bodies, rates, and what labels were set because of them. */
const beyondTheRecord = /"(?:Body|JsonBody|RateBasedStatement|LabelMatchStatement|ManagedRuleGroupStatement)"/

function standingRules(firewall: Firewall, recordedBy: Firewall): ReadonlySet<string> {
  const recorded = new Map(recordedBy.webAcl.Rules.map((rule) => [rule.Name, statementText(rule)]))
  const same = firewall.webAcl.Rules.filter((rule) => recorded.get(rule.Name) === statementText(rule))
  return new Set(same.filter((rule) => beyondTheRecord.test(statementText(rule))).map(({ Name }) => Name))
}

/** Without the overrides of actions, which change no match. */
function statementText({ Statement }: Rule): string {
  return JSON.stringify(Statement, (key, value: unknown) => (key === 'RuleActionOverrides' ? undefined : value))
}
