import { type KeyObject, verify } from 'node:crypto'
import { type ClaimsCheck, compileClaimsCheck, type Expectations } from './claims.ts'
import { type Jwt, parseJwt } from './jwt.ts'
import type { RemoteKeySet } from './remote-key-set.ts'
import { VerifiedTokens } from './verified-tokens.ts'

/** `unavailable`: there are no keys to tell by. `reason` is for the log. */
export type Validity = { kind: 'valid' } | { kind: 'invalid'; reason: string } | { kind: 'unavailable' }

const valid: Validity = { kind: 'valid' }
const unavailable: Validity = { kind: 'unavailable' }

/** Tells a token of ours from any other, as an ALB's `jwt-validation` action does. */
export class TokenValidator {
  readonly #keys: RemoteKeySet
  readonly #checkClaims: ClaimsCheck
  readonly #verified = new VerifiedTokens()

  constructor(keys: RemoteKeySet, expectations: Expectations) {
    this.#keys = keys
    this.#checkClaims = compileClaimsCheck(expectations)
  }

  /** Waits only for a key that is not known yet. */
  validate(token: string, nowSeconds = Date.now() / 1_000): Validity | Promise<Validity> {
    const verified = this.#verified.find(token)
    if (verified !== undefined) {
      const stillGood = verified.expiresAt > nowSeconds && this.#keys.find(verified.keyId) === verified.key
      if (stillGood) return valid
      this.#verified.drop(token)
    }
    const jwt = parseJwt(token)
    if (jwt === undefined) return invalid('not signed with RS256')
    // What anyone can read comes first: it costs less than a signature.
    const fault = this.#checkClaims(jwt.claims, nowSeconds)
    if (fault !== undefined) return invalid(fault)
    const key = this.#keys.find(jwt.keyId)
    return key === undefined ? this.#validateByNewKey(token, jwt) : this.#verify(token, jwt, key)
  }

  async #validateByNewKey(token: string, jwt: Jwt): Promise<Validity> {
    const renewed = await this.#keys.renew()
    const key = this.#keys.find(jwt.keyId)
    if (key !== undefined) return this.#verify(token, jwt, key)
    return renewed ? invalid('unknown key') : unavailable
  }

  #verify(token: string, { signedPart, signature, keyId, claims }: Jwt, key: KeyObject): Validity {
    if (!verify('sha256', signedPart, key, signature)) return invalid('signature')
    this.#verified.add(token, { keyId, key, expiresAt: Number(claims.exp) })
    return valid
  }
}

function invalid(reason: string): Validity {
  return { kind: 'invalid', reason }
}
