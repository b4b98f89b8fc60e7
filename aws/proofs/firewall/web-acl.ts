import { firewall } from '@porchlight/system/web-acl/porchlight'
import { resources } from '../assembly.ts'
import { Links } from '../links.ts'
import { type Finding, finding, type Proof, sawNone } from '../proof.ts'
import { fields, list, text } from '../reading.ts'

const name = 'web ACL'

/** What AWS evaluates is, field by field, what `edge` evaluates: rules, order, actions, responses and default. */
export const webAcl: Proof = {
  name,
  check(assembly) {
    const links = new Links(assembly)
    const acls = resources(assembly, 'AWS::WAFv2::WebACL')
    if (acls.length === 0) return [sawNone(name, assembly, 'web ACL')]
    return acls.flatMap((located) => {
      const { Properties } = located.resource
      const deployed = new Map(list(Properties.Rules).map((rule) => [text(rule, 'Name'), rule]))
      const says: string[] = []
      for (const rule of firewall.webAcl.Rules) {
        const there = withoutReferences(links, located.stack, deployed.get(rule.Name))
        if (canonical(there) !== canonical(withoutReferences(links, located.stack, rule))) {
          says.push(`rule ${rule.Name} is another than in system/src/web-acl`)
        }
        deployed.delete(rule.Name)
      }
      for (const extra of deployed.keys()) says.push(`rule ${extra} is not in system/src/web-acl`)
      for (const part of ['DefaultAction', 'CustomResponseBodies'] as const) {
        if (canonical(Properties[part]) !== canonical(firewall.webAcl[part]))
          says.push(`${part} is another than in system/src/web-acl`)
      }
      return says.map((each): Finding => finding(name, located, each))
    })
  },
}

/** A set of addresses is named by its ARN on either side: what counts is that it is a set of this template. */
function withoutReferences(links: Links, stack: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutReferences(links, stack, each))
  if (typeof value === 'string') return /^arn:aws:wafv2:::/.test(value) ? 'a set' : value
  if (typeof value !== 'object' || value === null) return value
  if (links.follow(stack, value)?.type === 'AWS::WAFv2::IPSet') return 'a set'
  const kept = Object.entries(fields(value)).filter(([key]) => key !== 'MetricName')
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutReferences(links, stack, each)]))
}

/** JSON with sorted keys: templates do not keep an order, and leave out what is undefined. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, each: unknown) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
        : each,
    ) ?? ''
  )
}
