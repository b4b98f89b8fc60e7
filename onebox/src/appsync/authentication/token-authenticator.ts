import { accessToken } from '@porchlight/system/token'
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { Authentication, Authenticator, Identity } from '../identity.ts'
import { LruCache } from '../lru-cache.ts'

export interface AuthenticatorOptions {
  readonly issuer: string
  readonly keys: JWTVerifyGetKey
}

interface Verified {
  readonly identity: Identity
  readonly expiresAtMs: number
  /** When its signature is checked anew, so that a key that was withdrawn counts no more. */
  readonly staleAtMs: number
}

const maxVerified = 5_000
const staleAfterMs = 60_000
const tokenForm = /^(?:bearer +)?([\w-]+\.[\w-]+\.[\w-]+)$/i
const maxLength = accessToken.maxLength + 'bearer '.length

const missing = refusal('Valid authorization header not provided.')
const expired = refusal('Token has expired.')
/** Why is nobody's business who forges tokens. */
const invalid = refusal('You are not authorized to make this call.')

/**
 * Checks access tokens as AppSync's OpenID Connect authorization does, and as strictly as the load balancer.
 * `authenticate` throws when the issuer's keys cannot be had: nobody is refused for that.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const verified = new LruCache<string, Verified>(maxVerified)
  return {
    async authenticate(authorization) {
      if (authorization === undefined || authorization === '') return missing
      const token = authorization.length <= maxLength ? tokenForm.exec(authorization)?.[1] : undefined
      if (token === undefined) return invalid
      const known = verified.get(token)
      const nowMs = Date.now()
      if (known !== undefined && nowMs < known.staleAtMs) {
        return nowMs < known.expiresAtMs ? { kind: 'identified', identity: known.identity } : expired
      }
      const found = await verify(token, options)
      if ('kind' in found) return found
      verified.set(token, found)
      return { kind: 'identified', identity: found.identity }
    },
  }
}

async function verify(token: string, { issuer, keys }: AuthenticatorOptions): Promise<Verified | Authentication> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: [accessToken.algorithm],
      issuer,
      audience: accessToken.audience,
      requiredClaims: ['sub', 'exp'],
    })
    return verifiedBy(payload, issuer) ?? invalid
  } catch (error) {
    if (error instanceof errors.JWTExpired) return expired
    if (isForged(error)) return invalid
    throw error
  }
}

/** One audience only, and no date of issue to come: the load balancer takes no others. */
function verifiedBy(payload: JWTPayload, issuer: string): Verified | undefined {
  const { sub, exp, aud, iat } = payload
  const nowMs = Date.now()
  if (sub === undefined || sub === '' || exp === undefined || typeof aud !== 'string') return undefined
  if (iat !== undefined && iat * 1_000 > nowMs) return undefined
  return {
    identity: { sub, issuer, claims: payload },
    expiresAtMs: exp * 1_000,
    staleAtMs: nowMs + staleAfterMs,
  }
}

function isForged(error: unknown): boolean {
  return (
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  )
}

function refusal(message: string): Authentication {
  return { kind: 'refused', message }
}
