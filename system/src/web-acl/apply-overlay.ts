import { isIP } from 'node:net'
import { FirewallFault, type RuleFault } from './fault.ts'
import { findManagedGroup } from './managed-groups.ts'
import type { FirewallOverlay } from './overlay.ts'
import { countryRule } from './porchlight.ts'
import type { RuleAction, RuleActionOverride } from './statements.ts'
import type { Firewall, IPSet, Rule } from './web-acl.ts'

/**
 * The document with an operator's changes in it: still a whole firewall in AWS's shape.
 *
 * @throws {FirewallFault} where the overlay names a rule or an IP set that the document does not have.
 */
export function applyOverlay(firewall: Firewall, overlay: FirewallOverlay): Firewall {
  const faults: RuleFault[] = []
  const withCountries = addCountries(firewall.webAcl.Rules, overlay.blockedCountries)
  const byName = new Map(withCountries.map((rule) => [rule.Name, rule]))
  for (const [name, action] of Object.entries(overlay.actions)) {
    const changed = changeAction(byName, name, action)
    if (typeof changed === 'string') faults.push({ rule: name, reason: changed })
    else byName.set(changed.Name, changed)
  }
  const ipSets = addAddresses(firewall.ipSets, overlay.addresses, faults)
  if (faults.length > 0) throw new FirewallFault(faults)
  return { ...firewall, ipSets, webAcl: { ...firewall.webAcl, Rules: [...byName.values()] } }
}

function addCountries(rules: readonly Rule[], countries: readonly string[]): readonly Rule[] {
  return countries.length === 0 ? rules : [...rules, countryRule([...countries])]
}

/** The changed rule, or what is wrong with the change. */
function changeAction(rules: ReadonlyMap<string, Rule>, name: string, action: 'BLOCK' | 'COUNT'): Rule | string {
  const [ruleName = '', inGroup] = name.split(/\/(.*)/s)
  const rule = rules.get(ruleName)
  if (rule === undefined) return 'the web ACL has no rule of this name'
  if (inGroup !== undefined) return overrideInGroup(rule, inGroup, action)
  if (rule.OverrideAction !== undefined) {
    return { ...rule, OverrideAction: action === 'COUNT' ? { Count: {} } : { None: {} } }
  }
  if (action === 'COUNT') return { ...rule, Action: { Count: {} } }
  if (rule.Action !== undefined && 'Allow' in rule.Action) return 'this rule allows, so it can be counted but not block'
  return rule.Action !== undefined && 'Block' in rule.Action ? rule : { ...rule, Action: { Block: {} } }
}

function overrideInGroup(rule: Rule, name: string, action: 'BLOCK' | 'COUNT'): Rule | string {
  if (!('ManagedRuleGroupStatement' in rule.Statement)) return 'this rule is not a managed rule group'
  const statement = rule.Statement.ManagedRuleGroupStatement
  const group = findManagedGroup(statement.VendorName, statement.Name)
  if (!group?.rules.some((each) => each.name === name)) return `${statement.Name} has no rule of this name`
  const ActionToUse: RuleAction = action === 'COUNT' ? { Count: {} } : { Block: {} }
  const others: readonly RuleActionOverride[] = statement.RuleActionOverrides ?? []
  const overrides = [...others.filter((each) => each.Name !== name), { Name: name, ActionToUse }]
  return { ...rule, Statement: { ManagedRuleGroupStatement: { ...statement, RuleActionOverrides: overrides } } }
}

function addAddresses(ipSets: IPSet[], added: FirewallOverlay['addresses'], faults: RuleFault[]): IPSet[] {
  for (const name of Object.keys(added)) {
    if (!ipSets.some(({ Name }) => Name === name))
      faults.push({ rule: name, reason: 'there is no IP set of this name' })
  }
  return ipSets.map((set) => {
    const more = added[set.Name]
    return more === undefined ? set : { ...set, Addresses: [...new Set([...set.Addresses, ...more.map(asRange)])] }
  })
}

/** AWS takes ranges only; an operator may write one address as it is. */
function asRange(text: string): string {
  const version = isIP(text)
  return version === 0 ? text : `${text}/${version === 4 ? 32 : 128}`
}
