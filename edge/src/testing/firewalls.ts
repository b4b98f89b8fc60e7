import type { FieldToMatch, TextTransformationType } from '@porchlight/system/web-acl/fields'
import type { Statement } from '@porchlight/system/web-acl/statements'
import { Firewall, type Rule } from '@porchlight/system/web-acl/web-acl'
import { compileFirewall } from '../firewall/compile.ts'
import type { Evaluator } from '../firewall/evaluator.ts'
import { bareSources, type Sources } from '../firewall/sources.ts'

const visibility = { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: false, MetricName: 'test' }

/** A rule that blocks; its priority is its place. */
export function rule(Name: string, Statement: Statement, changes: Partial<Rule> = {}): Rule {
  return { Name, Priority: 0, Statement, Action: { Block: {} }, VisibilityConfig: visibility, ...changes }
}

/** A firewall of these rules and nothing else, checked against the shape that AWS takes. */
export function firewallOf(rules: readonly Rule[], more: Partial<Omit<Firewall, 'webAcl'>> = {}): Firewall {
  return Firewall.parse({
    webAcl: {
      Name: 'test',
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      Rules: rules.map((each, index) => ({ ...each, Priority: index })),
      VisibilityConfig: visibility,
    },
    ipSets: [],
    regexPatternSets: [],
    ...more,
  })
}

export function evaluatorOf(
  statement: Statement,
  more: Partial<Firewall> = {},
  sources: Partial<Sources> = {},
): Evaluator {
  return compileFirewall(firewallOf([rule('tested', statement)], more), bareSources(sources))
}

export function matching(FieldToMatch: FieldToMatch, ...types: readonly TextTransformationType[]) {
  const chosen = types.length === 0 ? (['NONE'] as const) : types
  return { FieldToMatch, TextTransformations: chosen.map((Type, Priority) => ({ Priority, Type })) }
}
