import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { hasCode } from '../disk/has-code.ts'
import { type OpenObject, openObjectFile } from '../disk/object-file.ts'
import { readBytes } from '../disk/read-bytes.ts'
import { type Address, hasExpired } from './address.ts'
import { evaluatePreconditions, rangeStands } from './conditions.ts'
import { resourcePolicy } from './cross-origin.ts'
import { type ByteRange, parseRange } from './range.ts'
import { refuse } from './refusal.ts'
import type { ObjectsTier } from './tier.ts'

export type RenderAddress = Extract<Address, { kind: 'public render' | 'private render' }>

const cacheControl = { 'public render': 'public, max-age=300', 'private render': 'private, no-store' } as const

/** @throws {RequestRefused} */
export async function sendRender(
  tier: ObjectsTier,
  address: RenderAddress,
  exchange: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  if (address.kind === 'private render') checkGrant(tier, address)
  const object = await openObjectFile(tier.layout.pathOf(address.key)).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT'))
      refuse(404, 'There is no such picture. It may have been deleted, or not be ready yet.')
    throw error
  })
  try {
    const { request, response } = exchange
    const { status, headers, range } = answerTo(request, object)
    response.writeHead(status, { ...commonHeaders(tier, address, object), ...headers })
    if (range === undefined || request.method === 'HEAD') response.end()
    else await pipeline(Readable.from(readBytes(object.file, range)), response)
  } finally {
    await object.file.close()
  }
}

function checkGrant({ signer }: ObjectsTier, { key, grant }: Extract<Address, { kind: 'private render' }>): void {
  if (grant === undefined || !signer.verifiesRead({ key, expires: grant.expires }, grant.signature)) {
    refuse(403, 'This picture is shown to those whom it was sent to. Open the conversation that it is in.')
  }
  if (hasExpired(grant))
    refuse(403, 'This address was good for ten minutes. Open the conversation again for a new one.')
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | number>>
  /** What of the object follows; absent: nothing. */
  readonly range?: ByteRange
}

function answerTo({ method, headers }: IncomingMessage, { properties, lastModified }: OpenObject): Answer {
  const { contentLength: length, etag } = properties
  const verdict = evaluatePreconditions(headers, { etag, lastModified })
  if (verdict === 'failed') return { status: 412, headers: { 'content-length': 0 } }
  if (verdict === 'not modified') return { status: 304, headers: {} }
  const asked = method === 'GET' && rangeStands(headers, { etag, lastModified }) ? headers.range : undefined
  const range = parseRange(asked, length)
  if (range === 'unsatisfiable') {
    return { status: 416, headers: { 'content-range': `bytes */${length}`, 'content-length': 0 } }
  }
  if (range === 'whole') return { status: 200, headers: { 'content-length': length }, range: { start: 0, end: length } }
  const { start, end } = range
  return {
    status: 206,
    headers: { 'content-range': `bytes ${start}-${end - 1}/${length}`, 'content-length': end - start },
    range,
  }
}

/** Whatever the bytes turn out to be, a browser runs none of them. */
function commonHeaders(
  { pageOrigin, mediaOrigin }: ObjectsTier,
  { kind }: RenderAddress,
  { properties, lastModified }: OpenObject,
): Record<string, string> {
  return {
    'content-type': properties.contentType,
    etag: properties.etag,
    'last-modified': lastModified.toUTCString(),
    'accept-ranges': 'bytes',
    'cache-control': cacheControl[kind],
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': resourcePolicy(pageOrigin, mediaOrigin),
    'referrer-policy': 'no-referrer',
  }
}
