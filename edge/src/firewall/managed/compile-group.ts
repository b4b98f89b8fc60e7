import { findManagedGroup } from '@porchlight/system/web-acl/managed-groups'
import type { ManagedRuleGroupStatement } from '@porchlight/system/web-acl/statements'
import type { Rule } from '@porchlight/system/web-acl/web-acl'
import type { Inspection } from '../inspection.ts'
import type { CompiledRule, Ending } from '../rules/compile-rule.ts'
import { compileStatement } from '../statements/compile.ts'
import type { CompileContext } from '../statements/statement.ts'
import type { RuleGroupRecord } from '../trace.ts'
import { compileGroupRule, type GroupRule } from './group-rule.ts'

/** Rules run in AWS's order. A group that is overridden to count as a whole counts what would have ended it. */
export function compileManagedGroup(
  rule: Rule,
  statement: ManagedRuleGroupStatement,
  context: CompileContext,
): CompiledRule {
  checkRule(rule, context)
  const rules = compileRules(statement, context)
  const { ScopeDownStatement: scopeDown } = statement
  const scope = scopeDown === undefined ? undefined : compileStatement(scopeDown, context)
  const run = runGroup(rules, `${statement.VendorName}#${statement.Name}`, rule.Name)
  const countsAll = rule.OverrideAction !== undefined && 'Count' in rule.OverrideAction
  return (inspection) => {
    if (scope !== undefined && !scope(inspection)) return undefined
    const ending = run(inspection)
    if (ending === undefined || !countsAll) return ending
    inspection.trace.nonTerminating.push({ ruleId: rule.Name, action: 'COUNT', ruleMatchDetails: [...ending.details] })
    return undefined
  }
}

/** Makes nothing before a rule matches. */
function runGroup(rules: readonly GroupRule[], ruleGroupId: string, ruleId: string): CompiledRule {
  return (inspection) => {
    let record: RuleGroupRecord | undefined
    for (const { name, labels, action, match } of rules) {
      const details = match(inspection)
      if (details === undefined) continue
      record ??= openRecord(inspection, ruleGroupId)
      inspection.addLabels(labels)
      if ('insertHeaders' in action) inspection.insertHeaders(action.insertHeaders)
      const matching = { ruleId: name, action: action.kind, ruleMatchDetails: [...details] }
      if (action.kind === 'COUNT') record.nonTerminatingMatchingRules.push(matching)
      else {
        record.terminatingRule = matching
        return { ruleId, ruleType: 'MANAGED_RULE_GROUP', details, action } satisfies Ending
      }
    }
    return undefined
  }
}

function openRecord({ trace }: Inspection, ruleGroupId: string): RuleGroupRecord {
  const record: RuleGroupRecord = {
    ruleGroupId,
    terminatingRule: null,
    nonTerminatingMatchingRules: [],
    excludedRules: null,
    customerConfig: null,
  }
  trace.groups.push(record)
  return record
}

function checkRule({ Action, OverrideAction, RuleLabels }: Rule, context: CompileContext): void {
  if (OverrideAction === undefined) context.fault('a managed rule group needs an OverrideAction')
  if (Action !== undefined) context.fault('a managed rule group takes no Action')
  if (RuleLabels !== undefined) context.fault('a managed rule group sets its own labels')
}

function compileRules(statement: ManagedRuleGroupStatement, context: CompileContext): readonly GroupRule[] {
  const group = findManagedGroup(statement.VendorName, statement.Name)
  if (group === undefined) {
    context.fault(`there is no local equivalent of ${statement.VendorName} ${statement.Name}`)
    return []
  }
  if (statement.Version !== undefined) context.fault('there is only one version of a local equivalent')
  const overrides = new Map((statement.RuleActionOverrides ?? []).map((each) => [each.Name, each.ActionToUse]))
  for (const name of overrides.keys()) {
    if (!group.rules.some((each) => each.name === name)) context.fault(`${group.name} has no rule ${name}`)
  }
  return group.rules.flatMap((each) => compileGroupRule(each, overrides.get(each.name), context) ?? [])
}
