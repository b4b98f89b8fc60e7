/** Names on one machine. `split` needs two that share a registrable domain: `localhost` and `api.localhost` are cross-site. */
export const localHosts = { web: 'porchlight.localhost', api: 'api.porchlight.localhost' } as const

/** The names under an operator's own domain. */
export function publicHosts(domain: string): { web: string; api: string } {
  return { web: domain, api: `api.${domain}` }
}
