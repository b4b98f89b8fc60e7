import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Network = [ipaddr.IPv4, number] | [ipaddr.IPv6, number]

/** Where clouds hand out their machines' credentials, and the one of them that has a public address. */
const metadataAddresses = ['fd00:ec2::254', 'fd00:ec2::23', '100.100.100.200', '168.63.129.16']

const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/** `own`: the operator's, by the list that they gave. */
export type AddressKind = 'public' | 'own' | 'refused'

export function parseNetworks(networks: readonly string[]): readonly Network[] {
  return networks.map((network) => {
    const [address, bits] = ipaddr.parseCIDR(network.includes('/') ? network : `${network}${wholeAddress(network)}`)
    return address instanceof ipaddr.IPv4 ? [address, bits] : [address, bits]
  })
}

export function isNetwork(text: string): boolean {
  return ipaddr.isValidCIDR(text.includes('/') ? text : `${text}${wholeAddress(text)}`)
}

function wholeAddress(address: string): string {
  return address.includes(':') ? '/128' : '/32'
}

/** What an address is, by the address that packets would end at. */
export function kindOfAddress(text: string, own: readonly Network[]): AddressKind {
  if (!ipaddr.isValid(text)) return 'refused'
  const address = destination(ipaddr.parse(text))
  if (isNeverCalled(address)) return 'refused'
  if (own.some((network) => isWithin(address, network))) return 'own'
  return isPublic(address) ? 'public' : 'refused'
}

/** The IPv4 address inside an IPv6 one that stands for it: mapped (RFC 4291, 2.5.5.2), or behind NAT64 (RFC 6052). */
function destination(address: Address): Address {
  if (address instanceof ipaddr.IPv4) return address
  if (address.isIPv4MappedAddress()) return address.toIPv4Address()
  if (!address.match(nat64)) return address
  return new ipaddr.IPv4(address.toByteArray().slice(12))
}

function isNeverCalled(address: Address): boolean {
  return address.range() === 'linkLocal' || metadataAddresses.some((text) => isSame(address, ipaddr.parse(text)))
}

function isSame(one: Address, other: Address): boolean {
  return one.toNormalizedString() === other.toNormalizedString()
}

/** Other forms that carry an IPv4 address (6to4, Teredo, compatible, local NAT64) are refused: no server lives there. */
function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast)
}

function isWithin(address: Address, [network, bits]: Network): boolean {
  if (address instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && address.match(network, bits)
  return network instanceof ipaddr.IPv6 && address.match(network, bits)
}
