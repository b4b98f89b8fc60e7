import type {
  ForwardedIPConfig,
  GeoMatchStatement,
  IPSetReferenceStatement,
} from '@porchlight/system/web-acl/statements'
import { ipSetArn } from '@porchlight/system/web-acl/web-acl'
import { AddressSet } from '../addresses/address-set.ts'
import { type Address, parseAddress } from '../addresses/parse-address.ts'
import type { Inspection } from '../inspection.ts'
import { type CompileContext, never, type Predicate } from './statement.ts'

export function compileIPSet(statement: IPSetReferenceStatement, context: CompileContext): Predicate {
  const found = context.firewall.ipSets.find(({ Name }) => ipSetArn(Name) === statement.Arn)
  if (found === undefined) {
    context.fault(`there is no IP set ${statement.Arn}`)
    return never
  }
  const { set } = AddressSet.parse(found.Addresses)
  if (set.isEmpty) return never
  const { IPSetForwardedIPConfig: forwarded } = statement
  if (forwarded === undefined) return ({ address }) => address !== undefined && set.has(address)
  const position = forwarded.Position
  return (inspection) => {
    const hops = forwardedAddresses(inspection, forwarded)
    if (typeof hops === 'boolean') return hops
    if (position === 'ANY') return hops.some((hop) => set.has(hop))
    const hop = position === 'FIRST' ? hops[0] : hops.at(-1)
    return hop !== undefined && set.has(hop)
  }
}

/** Labels the request with its country, as AWS does, whether it matches or not. */
export function compileGeoMatch(statement: GeoMatchStatement, context: CompileContext): Predicate {
  const countryOf = context.countries()
  if (countryOf === undefined) {
    context.notice('has no country data, so it matches nothing')
    return never
  }
  const wanted = new Set(statement.CountryCodes)
  const { ForwardedIPConfig: forwarded } = statement
  return (inspection) => {
    const text = forwarded === undefined ? inspection.request.clientAddress : forwardedText(inspection, forwarded)
    if (text === undefined) return false
    if (parseAddress(text) === undefined) return forwarded?.FallbackBehavior === 'MATCH'
    const country = countryOf(text)
    if (country === undefined) return false
    inspection.addLabels([`awswaf:clientip:geo:country:${country}`])
    return wanted.has(country)
  }
}

/** Without the header the rule does not apply; with one that holds no address, it does as its fallback says. */
function forwardedAddresses(inspection: Inspection, config: ForwardedIPConfig): readonly Address[] | boolean {
  const header = inspection.header(config.HeaderName.toLowerCase())
  if (header === undefined) return false
  const hops = header.split(',').map((hop) => parseAddress(hop.trim()))
  const addresses = hops.filter((hop) => hop !== undefined)
  return addresses.length < hops.length ? config.FallbackBehavior === 'MATCH' : addresses
}

/** The first of the header's addresses; `undefined`: there is no such header. */
export function forwardedText(inspection: Inspection, config: ForwardedIPConfig): string | undefined {
  return inspection.header(config.HeaderName.toLowerCase())?.split(',')[0]?.trim()
}
