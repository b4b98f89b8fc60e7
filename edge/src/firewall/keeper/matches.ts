import type { RuleMatch } from '@porchlight/contract/firewall'
import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import { ruleGroupId } from './rules.ts'

export type MatchesOf = (record: FirewallLogRecord) => RuleMatch[]

/** Reads a record's several lists as one: the rule that ended the request first, then those that counted. */
export function matchReader(firewall: Firewall): MatchesOf {
  const groupRules = new Map(firewall.webAcl.Rules.map((rule) => [ruleGroupId(rule), rule.Name]))
  return (record) => {
    const inner = record.ruleGroupList.flatMap((group) => innerMatches(record, group, groupRules))
    const named = new Set(inner.flatMap(({ rule }) => [rule, rule.split('/')[0]]))
    const outer = [...ending(record), ...counting(record.nonTerminatingMatchingRules)]
    const all = [...inner, ...outer.filter(({ rule }) => !named.has(rule))]
    return all.sort((a, b) => Number(a.action === 'COUNT') - Number(b.action === 'COUNT'))
  }
}

function ending(record: FirewallLogRecord): RuleMatch[] {
  if (record.terminatingRuleId === 'Default_Action') return []
  const { terminatingRuleId: rule, action, terminatingRuleMatchDetails: details } = record
  return [{ rule, action, details }]
}

type Group = FirewallLogRecord['ruleGroupList'][number]
type Matching = Group['nonTerminatingMatchingRules'][number]

function counting(rules: readonly Matching[]): RuleMatch[] {
  return rules.map(({ ruleId, action, ruleMatchDetails }) => ({ rule: ruleId, action, details: ruleMatchDetails }))
}

/** Where the web ACL counts a whole group, the rule that would have ended the request has only counted. */
function innerMatches(
  record: FirewallLogRecord,
  group: Group,
  groupRules: ReadonlyMap<string | undefined, string>,
): RuleMatch[] {
  const name = groupRules.get(group.ruleGroupId) ?? group.ruleGroupId
  const ended = group.terminatingRule === null ? [] : counting([group.terminatingRule])
  const action = record.terminatingRuleId === name ? record.action : 'COUNT'
  const all = [...ended.map((match) => ({ ...match, action })), ...counting(group.nonTerminatingMatchingRules)]
  return all.map((match) => ({ ...match, rule: `${name}/${match.rule}` }))
}
