/**
 * What pages may do at `api` where it has a name of its own (`split`): all that they do where both share a name. On AWS
 * the same values are attributes of the listener, so that pages can read what the load balancer answers itself.
 */
export const crossOrigin = {
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-none-match'],
  exposeHeaders: [
    'allow',
    'etag',
    'idempotency-replayed',
    'location',
    'ratelimit',
    'ratelimit-policy',
    'retry-after',
    'www-authenticate',
    'x-request-id',
  ],
  /** Browsers remember a preflight for two hours at most, whatever they are told. */
  maxAgeSeconds: 7_200,
} as const

/** Lets the one origin that is named read an answer: never `*`, which would leave out credentials. */
export function readableBy(origin: string): Readonly<Record<string, string>> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': crossOrigin.exposeHeaders.join(', '),
  }
}

/** What a preflight is told besides. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-methods': crossOrigin.allowMethods.join(', '),
  'access-control-allow-headers': crossOrigin.allowHeaders.join(', '),
  'access-control-max-age': String(crossOrigin.maxAgeSeconds),
}
