import type { FirewallAction } from '@porchlight/contract/firewall-log'
import { findManagedGroup, type ManagedRule } from '@porchlight/system/web-acl/managed-groups'
import type { RuleAction } from '@porchlight/system/web-acl/statements'
import type { Firewall, Rule } from '@porchlight/system/web-acl/web-acl'

/** What a rule, or a rule in its managed group, does with a request that it matches. */
export interface RuleInForce {
  /** `sqli`, or `sqli/SQLi_BODY`. */
  readonly name: string
  readonly action: FirewallAction
}

/** As the log names it: `AWS#AWSManagedRulesSQLiRuleSet`. */
export function ruleGroupId(rule: Rule): string | undefined {
  const statement = 'ManagedRuleGroupStatement' in rule.Statement ? rule.Statement.ManagedRuleGroupStatement : undefined
  return statement && `${statement.VendorName}#${statement.Name}`
}

export function actionOf(rule: Rule): FirewallAction {
  if (rule.OverrideAction !== undefined) return 'Count' in rule.OverrideAction ? 'COUNT' : 'BLOCK'
  return rule.Action === undefined ? 'BLOCK' : nameOf(rule.Action)
}

/** The rules of a managed group, each with what it does within the group's own override; none for other rules. */
export function innerRules(rule: Rule): RuleInForce[] {
  if (!('ManagedRuleGroupStatement' in rule.Statement)) return []
  const { VendorName, Name, RuleActionOverrides = [] } = rule.Statement.ManagedRuleGroupStatement
  const overrides = new Map(RuleActionOverrides.map((each) => [each.Name, nameOf(each.ActionToUse)]))
  const counted = actionOf(rule) === 'COUNT'
  const inForce = (inner: ManagedRule): FirewallAction =>
    counted ? 'COUNT' : (overrides.get(inner.name) ?? (inner.action === 'Count' ? 'COUNT' : 'BLOCK'))
  return (findManagedGroup(VendorName, Name)?.rules ?? []).map((inner) => ({
    name: `${rule.Name}/${inner.name}`,
    action: inForce(inner),
  }))
}

/** Every rule by its name, those of managed groups included. */
export function actionsByName(firewall: Firewall): ReadonlyMap<string, FirewallAction> {
  const all = firewall.webAcl.Rules.flatMap((rule) => [
    { name: rule.Name, action: actionOf(rule) },
    ...innerRules(rule),
  ])
  return new Map(all.map(({ name, action }) => [name, action]))
}

function nameOf(action: RuleAction): FirewallAction {
  if ('Allow' in action) return 'ALLOW'
  if ('Block' in action) return 'BLOCK'
  if ('Count' in action) return 'COUNT'
  return 'Captcha' in action ? 'CAPTCHA' : 'CHALLENGE'
}
