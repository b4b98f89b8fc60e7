import type { IncomingHttpHeaders } from 'node:http'
import { metadataPrefix } from '../metadata.ts'

const uploadHeaders = ['content-type', 'if-none-match']
/** Browsers remember a preflight for two hours at most. */
const maxAgeSeconds = 7_200

/** Lets scripts of exactly the pages' origin read the answer to an upload. */
export function readableByPages(headers: IncomingHttpHeaders, pageOrigin: string): Record<string, string> {
  if (headers.origin !== pageOrigin) return { vary: 'Origin' }
  return {
    vary: 'Origin',
    'access-control-allow-origin': pageOrigin,
    'access-control-expose-headers': 'etag, x-request-id',
  }
}

/** Answers the question that a browser asks before an upload to another origin. */
export function preflightHeaders(headers: IncomingHttpHeaders, pageOrigin: string): Record<string, string> {
  if (headers.origin !== pageOrigin) return { vary: 'Origin' }
  const asked = (headers['access-control-request-headers'] ?? '').split(',').map((name) => name.trim().toLowerCase())
  return {
    ...readableByPages(headers, pageOrigin),
    'access-control-allow-methods': 'PUT',
    'access-control-allow-headers': asked.filter(isUploadHeader).join(', '),
    'access-control-max-age': String(maxAgeSeconds),
  }
}

function isUploadHeader(name: string): boolean {
  return uploadHeaders.includes(name) || (name.startsWith(metadataPrefix) && /^[a-z0-9-]+$/.test(name))
}

/** Who may embed an object (`Cross-Origin-Resource-Policy`): nobody but the pages, as far as that can be said. */
export function resourcePolicy(pageOrigin: string, mediaOrigin: string): string {
  if (pageOrigin === mediaOrigin) return 'same-origin'
  const page = new URL(pageOrigin)
  const media = new URL(mediaOrigin)
  const beneath = page.hostname.includes('.') && media.hostname.endsWith(`.${page.hostname}`)
  return beneath && page.protocol === media.protocol ? 'same-site' : 'cross-origin'
}
