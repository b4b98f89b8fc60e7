import type { FirewallLogRecord, RuleMatchDetail } from '@porchlight/contract/firewall-log'
import type { RateBasedStatement } from '@porchlight/system/web-acl/statements'
import type { Rule } from '@porchlight/system/web-acl/web-acl'
import type { Inspection } from '../inspection.ts'
import { compileManagedGroup } from '../managed/compile-group.ts'
import { compileStatement } from '../statements/compile.ts'
import { compileRateBased, type RateBased } from '../statements/rate-based.ts'
import type { CompileContext, Predicate } from '../statements/statement.ts'
import { type CompiledAction, compileAction } from './action.ts'

/** How a rule ended the evaluation. */
export interface Ending {
  readonly ruleId: string
  readonly ruleType: FirewallLogRecord['terminatingRuleType']
  readonly details: readonly RuleMatchDetail[]
  /** Never a count. */
  readonly action: CompiledAction
}

export type CompiledRule = (inspection: Inspection) => Ending | undefined

export function compileRule(rule: Rule, context: CompileContext): CompiledRule {
  const { Statement: statement } = rule
  if ('ManagedRuleGroupStatement' in statement) {
    return compileManagedGroup(rule, statement.ManagedRuleGroupStatement, context)
  }
  const acts = compileActing(rule, context)
  if (!('RateBasedStatement' in statement)) {
    const matches = compileStatement(statement, context)
    return (inspection) => (matched(matches, inspection) ? acts(inspection, 'REGULAR') : undefined)
  }
  const { exceeds, describe } = compileRate(statement.RateBasedStatement, context)
  return (inspection) => {
    if (!exceeds(inspection)) return undefined
    inspection.trace.rates.push({ rateBasedRuleId: rule.Name, rateBasedRuleName: rule.Name, ...describe(inspection) })
    return acts(inspection, 'RATE_BASED')
  }
}

function compileRate(statement: RateBasedStatement, context: CompileContext): RateBased {
  const { ScopeDownStatement: scope } = statement
  return compileRateBased(statement, scope === undefined ? undefined : compileStatement(scope, context), context)
}

/** What a statement noted on the way to not matching belongs to no one. */
function matched(matches: Predicate, inspection: Inspection): boolean {
  const result = matches(inspection)
  if (!result && inspection.details.length > 0) inspection.takeDetails()
  return result
}

type Acting = (inspection: Inspection, ruleType: Ending['ruleType']) => Ending | undefined

/** Labels the request, and counts it or ends its evaluation. */
function compileActing({ Name, Action, OverrideAction, RuleLabels = [] }: Rule, context: CompileContext): Acting {
  if (Action === undefined) context.fault('a rule of its own needs an Action')
  if (OverrideAction !== undefined) context.fault('only a managed rule group takes an OverrideAction')
  const { webAcl } = context.firewall
  const action = compileAction(Action ?? { Block: {} }, webAcl.CustomResponseBodies, context.fault)
  const labels = RuleLabels.map((label) => context.labelPrefix + label.Name)
  return (inspection, ruleType) => {
    inspection.addLabels(labels)
    const details = inspection.takeDetails()
    if ('insertHeaders' in action) inspection.insertHeaders(action.insertHeaders)
    if (action.kind !== 'COUNT') return { ruleId: Name, ruleType, details, action }
    inspection.trace.nonTerminating.push({ ruleId: Name, action: 'COUNT', ruleMatchDetails: [...details] })
    return undefined
  }
}
