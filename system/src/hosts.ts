import type { Topology } from './topology.ts'

/** Names on one machine. `split` needs two that share a registrable domain: `localhost` and `api.localhost` are cross-site. */
export const localHosts = { web: 'porchlight.localhost', api: 'api.porchlight.localhost' } as const

/** The names under an operator's own domain. In `split` the certificate holds both. */
export function publicHosts(domain: string): { web: string; api: string } {
  return { web: domain, api: `api.${domain}` }
}

/** Where browsers and programs reach `api`: the place's own origin, or in `split` the name beside it. */
export function publicApiOrigin(topology: Topology, origin: string): string {
  if (topology !== 'split') return origin
  const { protocol, host } = new URL(origin)
  return `${protocol}//${publicHosts(host).api}`
}

/**
 * Whether `api.` before the name makes a second name of the same site, so that a session cookie travels to it: a name of
 * two labels or more, and no address.
 */
export function canSplit(hostname: string): boolean {
  return /^[^.[\]:]+(?:\.[^.[\]:]+)*\.[a-z][^.[\]:]*$/i.test(hostname)
}
