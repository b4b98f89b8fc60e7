import { parseRange } from '../addresses/address-set.ts'

export type CanonicalRange = { readonly version: 4 | 6; readonly range: string } | { readonly fault: string }

/**
 * The one way to write a range, as AWS's IP sets take it: with its prefix, from its first address, IPv6 compressed.
 * AWS takes no `/0`.
 */
export function canonicalRange(text: string): CanonicalRange {
  const parsed = parseRange(text)
  if (parsed === undefined) return { fault: `${text} is not an address like 192.0.2.7 or a range like 192.0.2.0/24` }
  const [address = '', prefix = parsed.version === 4 ? '32' : '128'] = text.split('/')
  if (Number(prefix) === 0) return { fault: `${text} is every address there is; AWS takes ranges from /1 on` }
  const first = parsed.version === 4 ? dotted(parsed.first) : compressed(hexGroups(parsed.first))
  const given = parsed.version === 4 ? address : compressed(address)
  const range = `${first}/${Number(prefix)}`
  if (first !== given) return { fault: `${text} does not begin where its range begins; did you mean ${range}?` }
  return { version: parsed.version, range }
}

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
}

function hexGroups(value: bigint): string {
  const hex = value.toString(16).padStart(32, '0')
  return hex.match(/.{4}/g)?.join(':') ?? ''
}

/** RFC 5952, as URLs write it. */
function compressed(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1)
}
