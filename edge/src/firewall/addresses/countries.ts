import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isIPv6 } from 'node:net'
import { join } from 'node:path'
import { type CountryResponse, Reader } from 'mmdb-lib'
import type { CountryOf } from '../sources.ts'

const packagedFolder = '@ip-location-db/geo-whois-asn-country-mmdb'
/** An operator's own, in the format that MaxMind's and other country databases come in. */
const ownFile = 'countries.mmdb'

/** Which country an address was given to: by the operator's file, else by the registries' data that a package brings. */
export function loadCountries(folder: string | undefined): CountryOf {
  const own = folder === undefined ? undefined : join(folder, ownFile)
  if (own !== undefined && existsSync(own)) return countryIn(new Reader<CountryResponse>(readFileSync(own)))
  const { resolve } = createRequire(import.meta.url)
  const v4 = packaged(resolve(`${packagedFolder}/geo-whois-asn-country-ipv4.mmdb`))
  const v6 = packaged(resolve(`${packagedFolder}/geo-whois-asn-country-ipv6.mmdb`))
  return (address) => (isIPv6(address) ? v6(address) : v4(address))
}

function packaged(file: string): CountryOf {
  return countryIn(new Reader<CountryResponse>(readFileSync(file)))
}

function countryIn(reader: Reader<CountryResponse>): CountryOf {
  return (address) => {
    const found: unknown = reader.get(address)
    if (typeof found !== 'object' || found === null) return undefined
    const { country_code: code, country }: Entry = found
    if (typeof code === 'string') return code
    return typeof country === 'object' && country !== null && 'iso_code' in country
      ? String(country.iso_code)
      : undefined
  }
}

/** The packaged data name the country alone; MaxMind's format nests it. */
interface Entry {
  readonly country_code?: unknown
  readonly country?: unknown
}
