import type { IncomingHttpHeaders } from 'node:http'
import { maxUploadBytes } from '@porchlight/system/data'
import type { GrantSigner, UploadTerms } from '../disk/grants.ts'
import { metadataPrefix } from '../metadata.ts'
import { type Grant, hasExpired } from './address.ts'
import { refuse } from './refusal.ts'

export interface GrantedUpload {
  readonly key: string
  readonly grant: Grant | undefined
}

const notGranted =
  'The address is not one that was granted for this upload, or the file, its type, its length or a header is another ' +
  'than was granted. Ask for a grant at POST /api/pictures, and send exactly what it says.'

/**
 * What the request says that it puts, which is what was granted.
 *
 * @throws {RequestRefused}
 */
export function checkTerms(
  { key, grant }: GrantedUpload,
  headers: IncomingHttpHeaders,
  signer: GrantSigner,
): UploadTerms {
  const contentLength = announcedLength(headers)
  if (grant === undefined || headers['if-none-match'] !== '*') refuse(403, notGranted)
  const terms = {
    key,
    contentLength,
    contentType: headers['content-type'] ?? '',
    metadata: metadataOf(headers),
    expires: grant.expires,
  }
  if (!signer.verifiesUpload(terms, grant.signature)) refuse(403, notGranted)
  if (hasExpired(grant)) refuse(403, 'The grant for this upload has expired. Ask for another at POST /api/pictures.')
  return terms
}

function announcedLength(headers: IncomingHttpHeaders): number {
  const text = headers['content-length']
  if (text === undefined)
    refuse(411, 'An upload says its length beforehand. Send it with Content-Length, not in chunks.')
  const length = Number(text)
  if (length > maxUploadBytes) {
    refuse(
      413,
      `A picture has at most ${maxUploadBytes / 1_000_000} MB. Make it smaller, and ask for a grant for that.`,
    )
  }
  return length
}

function metadataOf(headers: IncomingHttpHeaders): Record<string, string> {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith(metadataPrefix) && typeof value === 'string' ? [[name.slice(metadataPrefix.length), value]] : [],
  )
  return Object.fromEntries(pairs)
}
