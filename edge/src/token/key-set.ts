import { createPublicKey, type KeyObject } from 'node:crypto'
import { accessToken, keySetLimits } from '@porchlight/system/token'
import { z } from 'zod'

/** By key id. */
export type KeySet = ReadonlyMap<string, KeyObject>

const minModulusBits = 2_048

const Document = z.object({ keys: z.array(z.looseObject({})).max(keySetLimits.maxKeys) })

/** Keys for anything else may stand beside ours, and are left out. */
const SigningKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string(),
  e: z.string(),
  use: z.literal('sig').optional(),
  alg: z.literal(accessToken.algorithm).optional(),
})

/**
 * Reads a JWKS (RFC 7517). A key that was known before stays the same object, so that what was verified by it still is.
 *
 * @throws {Error} when the document is not one, or has no key that could have signed an access token.
 */
export function parseKeySet(document: string, before: KeySet): KeySet {
  const keys = new Map<string, KeyObject>()
  for (const entry of Document.parse(JSON.parse(document)).keys) {
    const { data: jwk } = SigningKey.safeParse(entry)
    if (jwk === undefined) continue
    if (keys.has(jwk.kid)) throw new Error(`The key set names the key ${jwk.kid} twice`)
    const { kty, n, e } = jwk
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' })
    if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < minModulusBits) continue
    const known = before.get(jwk.kid)
    keys.set(jwk.kid, known?.equals(key) ? known : key)
  }
  if (keys.size === 0) throw new Error('The key set holds no RSA key for signatures')
  return keys
}
