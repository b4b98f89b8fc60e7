import type { ListenerRule } from '@porchlight/system/listener'
import { compileConditions, type RoutedRequest } from './conditions.ts'

export type RuleMatcher = (request: RoutedRequest) => ListenerRule | undefined

/** Compiled once; the rule with the lowest priority that matches wins, in whatever order they were written. */
export function compileRules(rules: readonly ListenerRule[]): RuleMatcher {
  const compiled = [...rules]
    .sort((first, second) => first.priority - second.priority)
    .map((rule) => ({ rule, conditions: compileConditions(rule.conditions) }))
  return (request) => {
    for (const { rule, conditions } of compiled) {
      if (conditions.every((holds) => holds(request))) return rule
    }
    return undefined
  }
}
