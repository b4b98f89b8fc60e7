import { earlyClicksHash } from './early-clicks.ts'

export interface PolicyParts {
  readonly nonce: string
  /** Empty: the site's own. */
  readonly apiOrigin: string
  readonly origin: string
  /** Where messages go; their sockets have the same host, or AppSync's beside it. Empty: the site's own. */
  readonly graphqlUrl: string
  /** Where pictures are shown from; empty: the site's own. */
  readonly mediaOrigin: string
  /** Where pages put them, and where a bucket shows what is not public; empty: the site's own. */
  readonly uploadOrigin: string
}

/**
 * Nothing from elsewhere: scripts and styles are files of this site. Of what is inline only the one script whose hash is
 * named here runs. The nonce is for the few rules that react-aria adds while a dialog is open.
 */
export function contentSecurityPolicy(parts: PolicyParts): string {
  const { nonce, apiOrigin, mediaOrigin, uploadOrigin } = parts
  return [
    "default-src 'none'",
    `script-src 'self' ${earlyClicksHash}`,
    `style-src 'self' 'nonce-${nonce}'`,
    // A page shows a picture before it is uploaded.
    sources("img-src 'self' blob:", [mediaOrigin, uploadOrigin]),
    "font-src 'self'",
    "manifest-src 'self'",
    sources("connect-src 'self'", [apiOrigin, ...messagingOrigins(parts), uploadOrigin]),
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Not every browser takes the site's own name for its sockets too. */
function messagingOrigins({ origin, graphqlUrl }: PolicyParts): readonly string[] {
  const url = new URL(graphqlUrl || origin)
  const host = url.host.replace('.appsync-api.', '.appsync-realtime-api.')
  return [graphqlUrl && url.origin, `${url.protocol === 'http:' ? 'ws:' : 'wss:'}//${host}`]
}

function sources(own: string, origins: readonly string[]): string {
  return [own, ...new Set(origins.filter((origin) => origin !== ''))].join(' ')
}

/** On every answer. */
export function commonHeaders(origin: string): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(origin.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
  }
}
