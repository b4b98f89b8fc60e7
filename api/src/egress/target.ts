import { isIP } from 'node:net'
import type { EgressFault } from '@porchlight/contract/webhooks'
import { kindOfAddress, type parseNetworks } from './addresses.ts'

/** Where a public server is expected to listen: elsewhere it is somebody's other service. */
const publicPorts = ['443', '8443']

type Networks = ReturnType<typeof parseNetworks>

export type Target = { readonly kind: 'target'; readonly url: URL; readonly host: string } | Refusal
interface Refusal {
  readonly kind: 'refused'
  readonly fault: EgressFault
}

const refusal = (fault: EgressFault): Refusal => ({ kind: 'refused', fault })

/** The URL parser turns decimal, octal and hexadecimal hosts into the address that they mean. */
export function parseTarget(text: string): Target {
  const url = URL.parse(text)
  if (url === null || url.hostname === '') return refusal('address_malformed')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refusal('scheme_refused')
  if (url.username !== '' || url.password !== '') return refusal('credentials_refused')
  return { kind: 'target', url, host: url.hostname.replace(/^\[(.*)\]$/, '$1') }
}

/** Only what can be said without asking for the name's addresses. */
export function refusalBeforeResolution(text: string, own: Networks): EgressFault | undefined {
  const target = parseTarget(text)
  if (target.kind === 'refused') return target.fault
  if (isIP(target.host) !== 0) return refusalOf(target.url, [target.host], own)
  return own.length === 0 ? publicRefusal(target.url) : undefined
}

/** One address that must not be called refuses the name: whoever made it answer so may choose which is used. */
export function refusalOf(url: URL, addresses: readonly string[], own: Networks): EgressFault | undefined {
  if (addresses.length === 0) return 'name_unknown'
  const kinds = addresses.map((address) => kindOfAddress(address, own))
  if (kinds.includes('refused')) return 'address_refused'
  return kinds.includes('public') ? publicRefusal(url) : undefined
}

function publicRefusal({ protocol, port }: URL): EgressFault | undefined {
  if (protocol !== 'https:') return 'scheme_refused'
  return port === '' || publicPorts.includes(port) ? undefined : 'port_refused'
}
