import { accessToken } from '@porchlight/system/token'
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { z } from 'zod'
import type { Db } from '../database/database.ts'
import { insertKeyUnless, type KeyRow, selectKeys } from './key-queries.ts'
import type { SecretBox } from './secret-box.ts'

/** An unknown key id is what anyone can send: it may not become a query each. */
const refetchIntervalMs = 1_000

const PublicJwk = z.object({ kty: z.literal('RSA'), n: z.string(), e: z.string() })

interface VerificationKey {
  readonly key: CryptoKey
  readonly jwk: JWK
}

export interface SigningKey {
  readonly kid: string
  readonly key: CryptoKey
}

/** The keys of access tokens, which all replicas share through the database; a private key is encrypted there. */
export class SigningKeys {
  readonly #db: Db
  readonly #secretBox: SecretBox
  readonly #newId: () => string
  #verification: ReadonlyMap<string, VerificationKey> = new Map()
  #fetchedAt = Number.NEGATIVE_INFINITY
  #fetching: Promise<void> | undefined
  #current: Promise<SigningKey> | undefined

  constructor(db: Db, secretBox: SecretBox, newId: () => string) {
    this.#db = db
    this.#secretBox = secretBox
    this.#newId = newId
  }

  /** The key of that name, asking the database at most once a second for a name that is new here. */
  async verificationKey(kid: string): Promise<CryptoKey | undefined> {
    const known = this.#verification.get(kid)
    if (known !== undefined) return known.key
    await this.#refetch()
    return this.#verification.get(kid)?.key
  }

  /** As the JWKS shows them. */
  async publicKeys(): Promise<JWK[]> {
    await this.current()
    await this.#refetch()
    return [...this.#verification.values()].map(({ jwk }) => jwk)
  }

  /** The newest key that this secret opens; one is made when there is none. */
  current(): Promise<SigningKey> {
    this.#current ??= this.#openCurrent().catch((error: unknown) => {
      this.#current = undefined
      throw error
    })
    return this.#current
  }

  async #openCurrent(): Promise<SigningKey> {
    const row = this.#newestOpenable(await selectKeys(this.#db)) ?? (await this.#make())
    const key = await importJWK(JSON.parse(this.#secretBox.open(row.private_key)), accessToken.algorithm)
    if (key instanceof Uint8Array) throw new Error(`The signing key ${row.id} is not an RSA key`)
    return { kid: row.id, key }
  }

  /** After the secret was lost, a new key takes over: nobody stays locked out. */
  #newestOpenable(rows: readonly KeyRow[]): KeyRow | undefined {
    return rows.find(({ private_key }) => this.#secretBox.canOpen(private_key))
  }

  async #make(): Promise<KeyRow> {
    const { publicKey, privateKey } = await generateKeyPair(accessToken.algorithm, {
      extractable: true,
      modulusLength: 2048,
    })
    const key = {
      id: this.#newId(),
      public_key: JSON.stringify(await exportJWK(publicKey)),
      private_key: this.#secretBox.seal(JSON.stringify(await exportJWK(privateKey))),
      created_at: new Date(),
      expires_at: null,
    }
    return await insertKeyUnless(this.#db, key, (rows) => this.#newestOpenable(rows))
  }

  async #refetch(): Promise<void> {
    if (performance.now() - this.#fetchedAt < refetchIntervalMs) return this.#fetching
    this.#fetchedAt = performance.now()
    this.#fetching = this.#fetch().catch((error: unknown) => {
      this.#fetchedAt = Number.NEGATIVE_INFINITY
      throw error
    })
    return this.#fetching
  }

  async #fetch(): Promise<void> {
    const keys = new Map<string, VerificationKey>()
    for (const row of await selectKeys(this.#db)) {
      const { kty, n, e } = PublicJwk.parse(JSON.parse(row.public_key))
      const jwk = { kid: row.id, use: 'sig', alg: accessToken.algorithm, kty, n, e }
      const key = await importJWK(jwk, accessToken.algorithm)
      if (!(key instanceof Uint8Array)) keys.set(row.id, { key, jwk })
    }
    this.#verification = keys
  }
}
