import { accessToken } from '@porchlight/system/token'

export type Bearer = { kind: 'none' } | { kind: 'token'; token: string } | { kind: 'malformed' }

/** RFC 6750 2.1, the scheme in any case (RFC 9110 11.1); a JWT in compact form needs no more than these characters. */
const credentials = /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i
const maxCredentialsLength = accessToken.maxLength + 'bearer '.length

/** @param authorization the header's value, `undefined` where there is none. */
export function readBearer(authorization: string | undefined): Bearer {
  if (authorization === undefined) return { kind: 'none' }
  if (authorization.length > maxCredentialsLength) return { kind: 'malformed' }
  const token = credentials.exec(authorization)?.[1]
  return token === undefined ? { kind: 'malformed' } : { kind: 'token', token }
}
