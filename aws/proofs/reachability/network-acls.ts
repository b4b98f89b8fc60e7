import { type Assembly, resources } from '../assembly.ts'
import { keyOf, type Links } from '../links.ts'
import { at, text } from '../reading.ts'
import { covers } from './addresses.ts'
import type { Ports } from './ports.ts'

interface Entry {
  readonly number: number
  readonly allows: boolean
  readonly range: string
  /** IANA's number, or `-1`. */
  readonly protocol: string
  readonly from: number
  readonly to: number
}

export interface NetworkAcl {
  readonly ingress: readonly Entry[]
  readonly egress: readonly Entry[]
}

/** By the subnet's key. A subnet without one has the VPC's own, which lets everything pass. */
export function networkAcls(assembly: Assembly, links: Links): ReadonlyMap<string, NetworkAcl> {
  const entries = resources(assembly, 'AWS::EC2::NetworkAclEntry')
  const bySubnet = new Map<string, NetworkAcl>()
  for (const { stack, resource } of resources(assembly, 'AWS::EC2::SubnetNetworkAclAssociation')) {
    const subnet = links.follow(stack, resource.Properties.SubnetId)
    const acl = links.follow(stack, resource.Properties.NetworkAclId)
    if (subnet === undefined || acl === undefined) continue
    const own = entries.filter((entry) => {
      const of = links.follow(entry.stack, entry.resource.Properties.NetworkAclId)
      return of !== undefined && keyOf(of) === keyOf(acl)
    })
    const isEgress = (entry: (typeof own)[number]): boolean => entry.resource.Properties.Egress === true
    bySubnet.set(keyOf(subnet), {
      ingress: own.filter((entry) => !isEgress(entry)).map(entryOf),
      egress: own.filter(isEgress).map(entryOf),
    })
  }
  return bySubnet
}

/** The first entry that is about them decides; where none is, nothing passes. */
export function passes(entries: readonly Entry[], range: string, ports: Ports): boolean {
  const deciding = entries
    .toSorted((one, other) => one.number - other.number)
    .find((entry) => covers(entry.range, range) && isAbout(entry, ports))
  return deciding?.allows ?? false
}

const protocolNumbers: Readonly<Record<string, string>> = { tcp: '6', udp: '17', icmp: '1' }

function isAbout({ protocol, from, to }: Entry, ports: Ports): boolean {
  if (protocol === '-1') return true
  return protocol === (protocolNumbers[ports.protocol] ?? ports.protocol) && from <= ports.from && ports.to <= to
}

function entryOf({ resource }: { resource: { Properties: Readonly<Record<string, unknown>> } }): Entry {
  const { Properties } = resource
  return {
    number: Number(text(Properties, 'RuleNumber')),
    allows: Properties.RuleAction === 'allow',
    range: text(Properties.CidrBlock ?? Properties.Ipv6CidrBlock),
    protocol: text(Properties, 'Protocol'),
    from: Number(at(Properties, 'PortRange', 'From') ?? 0),
    to: Number(at(Properties, 'PortRange', 'To') ?? 65_535),
  }
}
