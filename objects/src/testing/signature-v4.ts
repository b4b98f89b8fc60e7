import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * AWS's Signature Version 4, computed anew from the request as it arrived
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html) and by nothing that signs.
 */
interface Claim {
  /** `20261124/eu-central-1/s3/aws4_request`. */
  readonly scope: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
  readonly date: string
  readonly payloadHash: string
  /** Of an address that was signed beforehand. */
  readonly expiresInSeconds?: number
}

/** Undefined: what it carries is right. */
export function signatureFault(request: IncomingMessage, secretKey: string): string | undefined {
  const url = new URL(request.url ?? '', 'http://store')
  const claim = claimOf(request, url)
  if (claim === undefined) return 'AccessDenied'
  if (isOver(claim)) return 'AccessDenied'
  const unsigned = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && !claim.signedHeaders.includes(name),
  )
  if (unsigned.length > 0) return 'AccessDenied'
  const stringToSign = ['AWS4-HMAC-SHA256', claim.date, claim.scope, sha256(canonicalRequest(request, url, claim))]
  const key = claim.scope
    .split('/')
    .reduce((previous: string | Buffer, part) => hmac(previous, part), `AWS4${secretKey}`)
  const right = hmac(key, stringToSign.join('\n'))
  const given = Buffer.from(claim.signature, 'hex')
  return given.length === right.length && timingSafeEqual(given, right) ? undefined : 'SignatureDoesNotMatch'
}

function claimOf({ headers }: IncomingMessage, { searchParams: query }: URL): Claim | undefined {
  const parts = /Credential=[^/]+\/(?<scope>[^,]+), ?SignedHeaders=(?<signed>[^,]+), ?Signature=(?<signature>\w+)/.exec(
    headers.authorization ?? '',
  )?.groups
  if (parts !== undefined) {
    const { scope = '', signed = '', signature = '' } = parts
    const [date, payloadHash] = [headers['x-amz-date'], headers['x-amz-content-sha256']].map(String)
    return { scope, signedHeaders: signed.split(';'), signature, date: date ?? '', payloadHash: payloadHash ?? '' }
  }
  const signature = query.get('X-Amz-Signature')
  if (signature === null) return undefined
  return {
    signature,
    scope: (query.get('X-Amz-Credential') ?? '').split('/').slice(1).join('/'),
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    date: query.get('X-Amz-Date') ?? '',
    payloadHash: query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
    expiresInSeconds: Number(query.get('X-Amz-Expires')),
  }
}

function isOver({ date, expiresInSeconds }: Claim): boolean {
  if (expiresInSeconds === undefined) return false
  const signedAt = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  return !(signedAt + expiresInSeconds * 1_000 > Date.now())
}

function canonicalRequest({ method = '', headers }: IncomingMessage, url: URL, claim: Claim): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
  const lines = claim.signedHeaders.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`)
  return [method, url.pathname, query.join('&'), lines.join(''), claim.signedHeaders.join(';'), claim.payloadHash].join(
    '\n',
  )
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
