import type { ListenerConditions, ListenerRule } from '@porchlight/system/listener'
import { compileWildcard } from './wildcard.ts'

/** What a listener rule may look at. `path` is the normalised one, which is also what a target receives. */
export interface RoutedRequest {
  readonly method: string
  readonly host: string
  readonly path: string
  /** `name` in lower case. */
  hasHeader(name: string): boolean
}

export type RuleMatcher = (request: RoutedRequest) => ListenerRule | undefined

type Condition = (request: RoutedRequest) => boolean

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

function compileConditions({ hosts, paths, methods, headerPresent }: ListenerConditions): Condition[] {
  const conditions: Condition[] = []
  if (methods !== undefined) {
    const accepted = new Set(methods)
    conditions.push(({ method }) => accepted.has(method))
  }
  if (paths !== undefined) {
    const patterns = paths.map(compileWildcard)
    conditions.push(({ path }) => patterns.some((matches) => matches(path)))
  }
  if (hosts !== undefined) {
    const patterns = hosts.map((host) => compileWildcard(host.toLowerCase()))
    conditions.push(({ host }) => patterns.some((matches) => matches(host)))
  }
  if (headerPresent !== undefined) {
    const name = headerPresent.toLowerCase()
    conditions.push((request) => request.hasHeader(name))
  }
  return conditions
}
