import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { accessToken } from '@porchlight/system/token'
import { createLocalJWKSet, type JWK, SignJWT } from 'jose'

/** Of the API under test, whose origin is `http://localhost`. */
export const issuer = `http://localhost${accessToken.issuerPath}`

export const memberId = '01890a5d-ac96-774b-bcce-b302099a8057'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })

export const publicJwk: JWK = { ...publicKey.export({ format: 'jwk' }), kid: 'first', use: 'sig', alg: 'RS256' }
export const issuerKeySet = createLocalJWKSet({ keys: [publicJwk] })

export interface TokenParts {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, unknown>>
  readonly key?: KeyObject | Uint8Array
}

/** A good token unless a part of it is given. */
export function signToken({ claims = {}, header = {}, key = privateKey }: TokenParts = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1_000)
  const own = { sub: memberId, sid: memberId, role: 'member', iss: issuer, aud: accessToken.audience }
  return new SignJWT({ ...own, iat: now, exp: now + accessToken.lifetimeSeconds, ...claims })
    .setProtectedHeader({ alg: accessToken.algorithm, kid: 'first', ...header })
    .sign(key, { crit: { x: true } })
}
