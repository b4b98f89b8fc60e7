import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { accessToken } from '@porchlight/system/token'
import { SignJWT } from 'jose'

/** The issuer of an edge under test, whose origin is `http://localhost`. */
export const issuer = `http://localhost${accessToken.issuerPath}`

export interface TokenOptions {
  readonly claims?: Record<string, unknown>
  readonly header?: Record<string, unknown>
  readonly key?: KeyObject | Uint8Array
}

const firstKey = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey

/** Signs tokens as `api` does and publishes its keys as `api` does. */
export class TestIssuer {
  readonly #keys = new Map([['first', firstKey]])
  #current = 'first'
  /** How often the key set was asked for. */
  asked = 0
  /** Answers the key set in place of the usual. */
  answer: ((response: ServerResponse) => void) | undefined

  addKey(keyId: string): void {
    this.#keys.set(keyId, generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey)
  }

  dropKey(keyId: string): void {
    this.#keys.delete(keyId)
  }

  signWith(keyId: string): void {
    this.#current = keyId
  }

  serveKeys(response: ServerResponse): void {
    this.asked += 1
    if (this.answer === undefined) response.end(JSON.stringify(this.keySet))
    else this.answer(response)
  }

  get keySet() {
    const keys = [...this.#keys].map(([kid, key]) => {
      const { kty, n, e } = key.export({ format: 'jwk' })
      return { kid, use: 'sig', alg: accessToken.algorithm, kty, n, e }
    })
    return { keys }
  }

  /** A good token unless a part of it is given. */
  token({ claims = {}, header = {}, key = this.#keys.get(this.#current) }: TokenOptions = {}): Promise<string> {
    if (key === undefined) throw new Error(`There is no key ${this.#current}`)
    const now = Math.floor(Date.now() / 1_000)
    const id = '01890a5d-ac96-774b-bcce-b302099a8057'
    const own = { sub: id, sid: id, role: 'member', iss: issuer, aud: accessToken.audience }
    return new SignJWT({ ...own, iat: now, exp: now + accessToken.lifetimeSeconds, ...claims })
      .setProtectedHeader({ alg: accessToken.algorithm, kid: this.#current, typ: 'JWT', ...header })
      .sign(key)
  }
}
