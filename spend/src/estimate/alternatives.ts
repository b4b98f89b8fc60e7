import { type Estimate, estimate } from './estimate.ts'
import type { Resource, Template } from './template.ts'
import type { Usage } from './usage.ts'

/** What a further thousand members cost a month, in USD, on these stacks as they are. */
export function nextThousandMembers(templates: readonly Template[], usage: Usage): number {
  const more = estimate(templates, { ...usage, members: usage.members + 1_000 })
  return more.total.expected - estimate(templates, usage).total.expected
}

const loadBalancer = 'AWS::ElasticLoadBalancingV2::LoadBalancer'

/** The same stacks, reached in the other ways of `system/src/topology.ts`. */
export function otherTopologies(templates: readonly Template[], usage: Usage): ReadonlyMap<string, Estimate> {
  const split = extra(templates, [loadBalancer, 'AWS::WAFv2::WebACL'], (resource) => resource)
  const proxy = extra(templates, [loadBalancer], (resource) => ({
    ...resource,
    Properties: { ...resource.Properties, Scheme: 'internal' },
  }))
  return new Map([
    ['split', estimate(split, usage)],
    ['proxy', estimate(proxy, usage)],
  ])
}

/** With one more of each of these types, made from the first that is there. */
function extra(
  templates: readonly Template[],
  types: readonly string[],
  change: (resource: Resource) => Resource,
): readonly Template[] {
  const all = templates.flatMap(({ Resources }) => Object.values(Resources))
  const added = types.flatMap((type) => all.find(({ Type }) => Type === type) ?? []).map(change)
  const Resources = Object.fromEntries(added.map((resource, index) => [`Another${index}`, resource]))
  return [...templates, { Resources }]
}
