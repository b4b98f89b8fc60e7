import { BlockList, isIP } from 'node:net'

/** Addresses and CIDR ranges, separated by commas; an empty text trusts nobody. */
export function parseTrustedProxies(text: string): { proxies: BlockList; faults: readonly string[] } {
  const proxies = new BlockList()
  const faults: string[] = []
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry !== '' && !addRange(proxies, entry)) faults.push(`"${entry}" is neither an address nor a CIDR range`)
  }
  return { proxies, faults }
}

function addRange(proxies: BlockList, entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (prefix === undefined) {
    proxies.addAddress(address, family)
    return true
  }
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > (version === 4 ? 32 : 128)) return false
  proxies.addSubnet(address, Number(prefix), family)
  return true
}
