import {
  apiRules,
  internalRules,
  type ListenerRule,
  pageRules,
  pathRules,
  splitPageRules,
  standsOnAws,
} from './listener.ts'

/** How the public reaches the back end. The three that `docs/ARCHITECTURE.md` weighs. */
export const topologies = ['path', 'split', 'proxy'] as const
export type Topology = (typeof topologies)[number]

/** A load balancer: public, or one that only services reach. */
export interface LoadBalancer {
  readonly name: 'main' | 'api' | 'internal'
  readonly scheme: 'internet-facing' | 'internal'
  readonly host: 'web' | 'api' | 'private'
  readonly rules: readonly ListenerRule[]
}

/**
 * Services reach `api` here, and `api` the messaging tier: never through the firewall, never from the internet. In `proxy` all that members do comes
 * this way, by the same rules as in public. On AWS it leaves `X-Forwarded-For` as `web` wrote it
 * (`routing.http.xff_header_processing.mode` is `preserve`), so that `api` counts readers and not replicas of `web`.
 */
const internal: LoadBalancer = { name: 'internal', scheme: 'internal', host: 'private', rules: internalRules }

/** The load balancers of a topology; each public one has its own web ACL. */
export function loadBalancers(topology: Topology): readonly LoadBalancer[] {
  const main = { name: 'main', scheme: 'internet-facing', host: 'web' } as const
  switch (topology) {
    case 'path':
      return [{ ...main, rules: pathRules }, internal]
    case 'split':
      return [
        { ...main, rules: splitPageRules },
        { name: 'api', scheme: 'internet-facing', host: 'api', rules: apiRules },
        internal,
      ]
    case 'proxy':
      return [{ ...main, rules: pageRules }, internal]
  }
}

export function loadBalancersOnAws(topology: Topology): readonly LoadBalancer[] {
  return loadBalancers(topology).map((each) => ({ ...each, rules: each.rules.filter(standsOnAws) }))
}
