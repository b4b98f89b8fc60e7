import { graphqlLimits } from '@porchlight/system/graphql-api'

export interface RealtimeLimits {
  /** A socket is closed after this; its client opens another. */
  readonly connectionMs: number
  /** What clients are told to wait for a keep-alive before they give a socket up. */
  readonly connectionTimeoutMs: number
  /** Between two keep-alives; also how long a client has for `connection_init`. */
  readonly keepAliveMs: number
  readonly subscriptionsPerConnection: number
  /** Different ones, over all connections of a member: each costs an answer of its own. */
  readonly selectionsPerMember: number
  /** Of one `data`. More than this AppSync drops. */
  readonly payloadBytes: number
  /** Of one message of a client. */
  readonly frameBytes: number
  /** What may wait for a client that does not read; then it is dropped. Above `payloadBytes`, or nobody got the largest. */
  readonly bufferedBytes: number
  /** How many subscriptions of one connection are looked into at a time. */
  readonly startsAtATime: number
  /** Messages that a client may send at once, and how many more each second allows. */
  readonly messages: { readonly burst: number; readonly perSecond: number }
}

export const realtimeLimits: RealtimeLimits = {
  connectionMs: graphqlLimits.connectionMs,
  connectionTimeoutMs: 300_000,
  keepAliveMs: 60_000,
  subscriptionsPerConnection: graphqlLimits.subscriptionsPerConnection,
  selectionsPerMember: 100,
  payloadBytes: graphqlLimits.payloadBytes,
  frameBytes: graphqlLimits.bodyBytes,
  bufferedBytes: 524_288,
  startsAtATime: 4,
  messages: { burst: 500, perSecond: 20 },
}
