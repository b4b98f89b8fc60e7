import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import type { RateCounts } from './rate-exchange.ts'

/** What the primary tells each worker. A new kind is added here, and both ends' `switch` will ask for it. */
export type ToWorker =
  /** Judge by this from now on; the first one comes before the worker listens. */
  | { readonly kind: 'firewall'; readonly firewall: Firewall }
  /** What the other workers have counted of rates. */
  | { readonly kind: 'rates'; readonly counts: RateCounts }
  /** Are you there? */
  | { readonly kind: 'ping' }
  /** A successor is ready: finish what you have, however long it takes within the limit, and leave. */
  | { readonly kind: 'retire'; readonly limitMs: number }
  /** No connection is on its way to you any more. */
  | { readonly kind: 'farewell' }

/** What a worker tells the primary. */
export type ToPrimary =
  /** It listens, and knows how its targets fare. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'pong' }
  /** It has closed its listeners. Until it hears the farewell, a connection may still be on its way to it. */
  | { readonly kind: 'leaving' }
  /** Requests that a rule of the firewall touched. */
  | { readonly kind: 'records'; readonly records: readonly FirewallLogRecord[] }
  /** What it has counted of rates. */
  | { readonly kind: 'rates'; readonly counts: RateCounts }

/** The channel is ours at both ends, so a kind that is known has what belongs to it. */
export function isToWorker(message: unknown): message is ToWorker {
  return isOfKind(message, ['firewall', 'rates', 'ping', 'retire', 'farewell'])
}

export function isToPrimary(message: unknown): message is ToPrimary {
  return isOfKind(message, ['ready', 'pong', 'leaving', 'records', 'rates'])
}

function isOfKind(message: unknown, kinds: readonly string[]): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    typeof message.kind === 'string' &&
    kinds.includes(message.kind)
  )
}
