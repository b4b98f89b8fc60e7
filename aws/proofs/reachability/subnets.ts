import { type Assembly, resources } from '../assembly.ts'
import { keyOf, type Links } from '../links.ts'
import { text } from '../reading.ts'

export interface Subnet {
  readonly ranges: readonly string[]
  readonly givesPublicAddresses: boolean
  /** To where packets for the internet go, by what is there: a NAT gateway, an internet gateway, something else. */
  readonly ways: readonly Way[]
}

export interface Way {
  readonly to: 'internet' | 'NAT' | 'other'
  /** Of destinations. */
  readonly range: string
}

/** By key. */
export function subnetsOf(assembly: Assembly, links: Links): ReadonlyMap<string, Subnet> {
  const tables = routeTables(assembly, links)
  const tableOf = new Map<string, string>()
  for (const { stack, resource } of resources(assembly, 'AWS::EC2::SubnetRouteTableAssociation')) {
    const subnet = links.follow(stack, resource.Properties.SubnetId)
    const table = links.follow(stack, resource.Properties.RouteTableId)
    if (subnet !== undefined && table !== undefined) tableOf.set(keyOf(subnet), keyOf(table))
  }
  return new Map(
    resources(assembly, 'AWS::EC2::Subnet').map((located) => {
      const { CidrBlock, Ipv6CidrBlock, MapPublicIpOnLaunch } = located.resource.Properties
      const ranges = [CidrBlock, Ipv6CidrBlock].filter((range) => typeof range === 'string')
      const ways = tables.get(tableOf.get(keyOf(located)) ?? '') ?? []
      return [keyOf(located), { ranges, givesPublicAddresses: MapPublicIpOnLaunch === true, ways }]
    }),
  )
}

function routeTables(assembly: Assembly, links: Links): ReadonlyMap<string, readonly Way[]> {
  const tables = new Map<string, Way[]>()
  for (const { stack, resource } of resources(assembly, 'AWS::EC2::Route')) {
    const table = links.follow(stack, resource.Properties.RouteTableId)
    if (table === undefined) continue
    const { DestinationCidrBlock, DestinationIpv6CidrBlock } = resource.Properties
    const way = { to: wayOf(resource.Properties), range: text(DestinationCidrBlock ?? DestinationIpv6CidrBlock) }
    tables.set(keyOf(table), [...(tables.get(keyOf(table)) ?? []), way])
  }
  return tables
}

function wayOf(route: Readonly<Record<string, unknown>>): Way['to'] {
  if (route.NatGatewayId !== undefined || route.EgressOnlyInternetGatewayId !== undefined) return 'NAT'
  return route.GatewayId !== undefined ? 'internet' : 'other'
}
