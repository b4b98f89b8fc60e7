import { type Assembly, resources } from '../assembly.ts'
import { keyOf, type Links } from '../links.ts'
import { fields, list, text } from '../reading.ts'
import { type Ports, portsOf } from './ports.ts'

/** Who is at the other end of a rule: a group, a range of addresses, or a list that AWS keeps. */
export type Peer =
  | { readonly kind: 'group'; readonly key: string }
  | { readonly kind: 'range'; readonly range: string }
  | { readonly kind: 'prefix list' }

export interface Rule {
  readonly peer: Peer
  readonly ports: Ports
}

export interface SecurityGroup {
  readonly ingress: Rule[]
  readonly egress: Rule[]
}

const everything: Rule['ports'] = { protocol: 'all', from: 0, to: 65_535 }

/** By key. A group to which no rule out was given lets everything out: EC2 makes that rule. */
export function securityGroups(assembly: Assembly, links: Links): ReadonlyMap<string, SecurityGroup> {
  const groups = new Map<string, SecurityGroup>()
  for (const located of resources(assembly, 'AWS::EC2::SecurityGroup')) {
    const { SecurityGroupIngress, SecurityGroupEgress } = located.resource.Properties
    groups.set(keyOf(located), {
      ingress: list(SecurityGroupIngress).map((rule) => ruleOf(links, located.stack, rule)),
      egress: list(SecurityGroupEgress).map((rule) => ruleOf(links, located.stack, rule)),
    })
  }
  for (const direction of ['ingress', 'egress'] as const) {
    const type = direction === 'ingress' ? 'AWS::EC2::SecurityGroupIngress' : 'AWS::EC2::SecurityGroupEgress'
    for (const { stack, resource } of resources(assembly, type)) {
      const group = links.follow(stack, resource.Properties.GroupId)
      if (group !== undefined) groups.get(keyOf(group))?.[direction].push(ruleOf(links, stack, resource.Properties))
    }
  }
  for (const { egress } of groups.values()) {
    if (egress.length > 0) continue
    for (const range of ['0.0.0.0/0', '::/0']) egress.push({ peer: { kind: 'range', range }, ports: everything })
  }
  return groups
}

function ruleOf(links: Links, stack: string, rule: unknown): Rule {
  return { peer: peerOf(links, stack, rule), ports: portsOf(rule) }
}

function peerOf(links: Links, stack: string, rule: unknown): Peer {
  const { SourceSecurityGroupId, DestinationSecurityGroupId, CidrIp, CidrIpv6 } = fields(rule)
  const group = links.follow(stack, SourceSecurityGroupId ?? DestinationSecurityGroupId)
  if (group !== undefined) return { kind: 'group', key: keyOf(group) }
  const range = CidrIp ?? CidrIpv6
  return typeof range === 'string' ? { kind: 'range', range } : { kind: 'prefix list' }
}

/** As a finding shows it. */
export function writePeer(peer: Peer): string {
  return peer.kind === 'range' ? text(peer.range) : peer.kind
}
