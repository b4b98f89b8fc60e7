import type { AddressSet } from './addresses/address-set.ts'
import { RateCounters } from './rate/rate-counters.ts'

/** ISO 3166-1 alpha-2. */
export type CountryOf = (address: string) => string | undefined

/** What AWS knows of addresses and keeps secret, from an operator's own files; each may be missing. */
export const addressListNames = ['reputation', 'reconnaissance', 'ddos', 'anonymous', 'hosting'] as const
export type AddressListName = (typeof addressListNames)[number]

/** What a web ACL is evaluated with besides the request. */
export interface Sources {
  /** Asked once, and only when a rule needs countries; `undefined`: there is no data. */
  readonly loadCountries: () => CountryOf | undefined
  readonly addressLists: Readonly<Partial<Record<AddressListName, AddressSet>>>
  /** Outlives the evaluator, so that a changed web ACL goes on counting; a replay brings its own. */
  readonly rates: RateCounters
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Neither countries nor lists, and counters of its own. */
export function bareSources(changes: Partial<Sources> = {}): Sources {
  const now = changes.now ?? Date.now
  return { loadCountries: () => undefined, addressLists: {}, rates: new RateCounters(now), now, ...changes }
}
