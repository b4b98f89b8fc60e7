import { isIPv4, isIPv6 } from 'node:net'

/** An address as a number, so that a range is two of them. */
export type Address = { readonly version: 4; readonly value: number } | { readonly version: 6; readonly value: bigint }

export function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) return { version: 4, value: parseIPv4(text) }
  return isIPv6(text) ? { version: 6, value: parseIPv6(text) } : undefined
}

function parseIPv4(text: string): number {
  let value = 0
  for (const part of text.split('.')) value = value * 256 + Number(part)
  return value
}

/** `text` is valid: at most one `::`, perhaps an IPv4 tail, perhaps a zone. */
function parseIPv6(text: string): bigint {
  const [address = ''] = text.split('%')
  const [head = '', tail] = address.split('::')
  const before = groupsOf(head)
  const after = tail === undefined ? [] : groupsOf(tail)
  const missing = 8 - before.length - after.length
  let value = 0n
  for (const group of before) value = (value << 16n) | group
  value <<= BigInt(16 * missing)
  for (const group of after) value = (value << 16n) | group
  return value
}

function groupsOf(text: string): bigint[] {
  if (text === '') return []
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)]
    const tail = parseIPv4(group)
    return [BigInt(Math.floor(tail / 65_536)), BigInt(tail % 65_536)]
  })
}
