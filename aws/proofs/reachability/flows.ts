import type { Assembly } from '../assembly.ts'
import { Links } from '../links.ts'
import { isPublic, overlaps } from './addresses.ts'
import { type Endpoint, endpointsOf } from './endpoints.ts'
import { type NetworkAcl, networkAcls, passes } from './network-acls.ts'
import { common, type Ports, writePorts } from './ports.ts'
import { type Peer, type Rule, type SecurityGroup, securityGroups } from './security-groups.ts'
import { type Subnet, subnetsOf } from './subnets.ts'

export interface Flow {
  readonly from: string
  readonly to: string
  readonly ports: string
}

export function writeFlow({ from, to, ports }: Flow): string {
  return `${from} -> ${to}: ${ports}`
}

/** Who can open a connection to whom, in a VPC as its templates make it. */
export class Reachability {
  readonly endpoints: readonly Endpoint[]
  readonly #groups: ReadonlyMap<string, SecurityGroup>
  readonly #subnets: ReadonlyMap<string, Subnet>
  readonly #acls: ReadonlyMap<string, NetworkAcl>

  constructor(assembly: Assembly) {
    const links = new Links(assembly)
    this.endpoints = endpointsOf(assembly, links)
    this.#groups = securityGroups(assembly, links)
    this.#subnets = subnetsOf(assembly, links)
    this.#acls = networkAcls(assembly, links)
  }

  /** All flows, each once, sorted. */
  flows(): readonly string[] {
    const found = new Set<string>()
    for (const from of this.endpoints) {
      for (const to of this.endpoints) this.#note(found, [from.name, to.name], this.#between(from, to))
      this.#note(found, [from.name, 'internet'], this.#toInternet(from))
      this.#note(found, ['internet', from.name], this.#fromInternet(from))
    }
    return [...found].sort()
  }

  hasPublicAddress(endpoint: Endpoint): boolean {
    if (endpoint.publicAddress !== 'subnet') return endpoint.publicAddress === 'asked'
    return this.#subnetsOf(endpoint).some(({ givesPublicAddresses }) => givesPublicAddresses)
  }

  #note(found: Set<string>, [from, to]: readonly [string, string], ports: readonly Ports[]): void {
    for (const each of ports) found.add(writeFlow({ from, to, ports: writePorts(each) }))
  }

  #between(from: Endpoint, to: Endpoint): Ports[] {
    if (from === to) return []
    const out = this.#rules(from, 'egress').filter(({ peer }) => this.#isPeer(peer, to))
    const into = this.#rules(to, 'ingress').filter(({ peer }) => this.#isPeer(peer, from))
    return out
      .flatMap((one) => into.flatMap((other) => common(one.ports, other.ports) ?? []))
      .filter((ports) => this.#letsPass(from, 'egress', { ranges: this.#rangesOf(to), ports }))
      .filter((ports) => this.#letsPass(to, 'ingress', { ranges: this.#rangesOf(from), ports }))
  }

  #toInternet(from: Endpoint): Ports[] {
    return this.#rules(from, 'egress')
      .filter(({ peer }) => isSomewhereOnTheInternet(peer) && this.#hasWay(from, peer))
      .map(({ ports }) => ports)
      .filter((ports) => this.#letsPass(from, 'egress', { ranges: ['0.0.0.0/0'], ports }))
  }

  /** Whoever has a public address is reached where its subnet's packets find the internet gateway. */
  #fromInternet(to: Endpoint): Ports[] {
    if (!this.hasPublicAddress(to)) return []
    if (!this.#subnetsOf(to).some(({ ways }) => ways.some((way) => way.to === 'internet'))) return []
    return this.#rules(to, 'ingress')
      .filter(({ peer }) => isSomewhereOnTheInternet(peer))
      .map(({ ports }) => ports)
      .filter((ports) => this.#letsPass(to, 'ingress', { ranges: ['0.0.0.0/0'], ports }))
  }

  #hasWay(from: Endpoint, peer: Peer): boolean {
    const isPublicHere = this.hasPublicAddress(from)
    return this.#subnetsOf(from).some(({ ways }) =>
      ways.some(({ to, range }) => {
        const leads = to === 'NAT' || (to === 'internet' && isPublicHere)
        return leads && (peer.kind !== 'range' || overlaps(range, peer.range))
      }),
    )
  }

  #letsPass(
    endpoint: Endpoint,
    direction: 'ingress' | 'egress',
    { ranges, ports }: { ranges: readonly string[]; ports: Ports },
  ): boolean {
    return endpoint.subnets.some((subnet) => {
      const acl = this.#acls.get(subnet)
      return acl === undefined || ranges.some((range) => passes(acl[direction], range, ports))
    })
  }

  #isPeer(peer: Peer, endpoint: Endpoint): boolean {
    if (peer.kind === 'group') return endpoint.groups.includes(peer.key)
    if (peer.kind === 'prefix list') return false
    return this.#rangesOf(endpoint).some((range) => overlaps(peer.range, range))
  }

  #rules({ groups }: Endpoint, direction: 'ingress' | 'egress'): Rule[] {
    return groups.flatMap((key) => this.#groups.get(key)?.[direction] ?? [])
  }

  #rangesOf(endpoint: Endpoint): string[] {
    return this.#subnetsOf(endpoint).flatMap(({ ranges }) => ranges)
  }

  #subnetsOf({ subnets }: Endpoint): Subnet[] {
    return subnets.flatMap((key) => this.#subnets.get(key) ?? [])
  }
}

/** AWS's lists of prefixes hold addresses of its services, and those are public. */
function isSomewhereOnTheInternet(peer: Peer): boolean {
  return peer.kind === 'prefix list' || (peer.kind === 'range' && isPublic(peer.range))
}
