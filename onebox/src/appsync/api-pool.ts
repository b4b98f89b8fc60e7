import { Pool } from 'undici'

/** Where `api` answers: on one machine the internal load balancer, whose rules are those of the public one. */
export type ApiAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'origin'; readonly origin: string }

export interface PoolLimits {
  readonly timeoutMs: number
  readonly maxResponseBytes: number
  readonly connections: number
}

export function apiPool(address: ApiAddress, { timeoutMs, maxResponseBytes, connections }: PoolLimits): Pool {
  const options = { connections, connect: { timeout: timeoutMs }, maxResponseSize: maxResponseBytes }
  return address.kind === 'socket'
    ? new Pool('http://api', { ...options, socketPath: address.path })
    : new Pool(address.origin, options)
}
