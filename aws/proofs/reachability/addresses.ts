import { BlockList, isIPv6 } from 'node:net'

/** A range as templates write it, `10.0.0.0/16` or `2001:db8::/32`. */
export function overlaps(one: string, other: string): boolean {
  return contains(one, networkOf(other)) || contains(other, networkOf(one))
}

/** Whether all of `inner` lies in `outer`. */
export function covers(outer: string, inner: string): boolean {
  return prefixOf(outer) <= prefixOf(inner) && contains(outer, networkOf(inner))
}

/** Nothing in these is on the internet: RFC 1918, 6598 and 4193, and the address that rules which allow nothing name. */
const notPublic = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '255.255.255.255/32', 'fc00::/7']

/** Whether somebody on the internet has an address in it. */
export function isPublic(range: string): boolean {
  return !notPublic.some((each) => isIPv6(networkOf(each)) === isIPv6(networkOf(range)) && covers(each, range))
}

function contains(range: string, address: string): boolean {
  const family = isIPv6(networkOf(range)) ? 'ipv6' : 'ipv4'
  if (isIPv6(address) !== (family === 'ipv6')) return false
  const list = new BlockList()
  list.addSubnet(networkOf(range), prefixOf(range), family)
  return list.check(address, family)
}

function networkOf(range: string): string {
  return range.split('/', 1)[0] ?? ''
}

function prefixOf(range: string): number {
  return Number(range.split('/')[1] ?? (isIPv6(range) ? 128 : 32))
}
