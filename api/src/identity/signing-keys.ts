import { accessToken } from '@porchlight/system/token'
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { z } from 'zod'
import type { Db } from '../database/database.ts'
import { insertSuccessor, type KeyRow, type KeySuccession, selectKeys } from './key-queries.ts'
import { keySchedule, signingKeyAmong } from './key-schedule.ts'
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

export interface SigningKeysOptions {
  readonly db: Db
  readonly secretBox: SecretBox
  readonly now: () => Date
  readonly newId: () => string
}

/** The keys of access tokens, which all replicas share through the database; a private key is encrypted there. */
export class SigningKeys {
  readonly #db: Db
  readonly #secretBox: SecretBox
  readonly #now: () => Date
  readonly #newId: () => string
  #verification: ReadonlyMap<string, VerificationKey> = new Map()
  #fetchedAt = Number.NEGATIVE_INFINITY
  #fetching: Promise<void> | undefined
  #current: Promise<SigningKey> | undefined
  /** When `#current` was chosen. */
  #chosenAt = Number.NEGATIVE_INFINITY

  constructor({ db, secretBox, now, newId }: SigningKeysOptions) {
    this.#db = db
    this.#secretBox = secretBox
    this.#now = now
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

  /** The key that signs now, of those that this secret opens; one is made when there is none. */
  current(): Promise<SigningKey> {
    const now = this.#now().getTime()
    if (now - this.#chosenAt >= keySchedule.recheckMs) this.#current = undefined
    if (this.#current !== undefined) return this.#current
    this.#chosenAt = now
    const current = this.#openCurrent().catch((error: unknown) => {
      this.#current = undefined
      throw error
    })
    this.#current = current
    return current
  }

  /** Publishes a successor when the newest key is old enough; it signs once every validator has had time to fetch it. */
  async rotate(): Promise<void> {
    const now = this.#now().getTime()
    const isYoung = ({ created_at }: KeyRow) => now - created_at.getTime() < keySchedule.renewAfterMs
    const willDo = (rows: readonly KeyRow[]) => this.#openable(rows).find(isYoung)
    const rows = await selectKeys(this.#db, this.#now())
    if (this.#openable(rows).length > 0 && willDo(rows) === undefined)
      await this.#make(willDo, keySchedule.publishedForMs)
  }

  async #openCurrent(): Promise<SigningKey> {
    const choose = (rows: readonly KeyRow[]) => signingKeyAmong(this.#openable(rows), this.#now())
    // After the secret was lost, a new key takes over at once: nobody stays locked out.
    const row = choose(await selectKeys(this.#db, this.#now())) ?? (await this.#make(choose, 0))
    const key = await importJWK(JSON.parse(this.#secretBox.open(row.private_key)), accessToken.algorithm)
    if (key instanceof Uint8Array) throw new Error(`The signing key ${row.id} is not an RSA key`)
    return { kid: row.id, key }
  }

  #openable(rows: readonly KeyRow[]): readonly KeyRow[] {
    return rows.filter(({ private_key }) => this.#secretBox.canOpen(private_key))
  }

  /** @param signsInMs how long those before it go on signing. */
  async #make(willDo: KeySuccession['willDo'], signsInMs: number): Promise<KeyRow> {
    const { publicKey, privateKey } = await generateKeyPair(accessToken.algorithm, {
      extractable: true,
      modulusLength: 2048,
    })
    const key = {
      id: this.#newId(),
      public_key: JSON.stringify(await exportJWK(publicKey)),
      private_key: this.#secretBox.seal(JSON.stringify(await exportJWK(privateKey))),
      created_at: this.#now(),
      expires_at: null,
    }
    const othersEndAt = new Date(this.#now().getTime() + signsInMs + keySchedule.outlivesSigningMs)
    return await insertSuccessor(this.#db, { key, willDo, othersEndAt })
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
    for (const row of await selectKeys(this.#db, this.#now())) {
      const { kty, n, e } = PublicJwk.parse(JSON.parse(row.public_key))
      const jwk = { kid: row.id, use: 'sig', alg: accessToken.algorithm, kty, n, e }
      const key = await importJWK(jwk, accessToken.algorithm)
      if (!(key instanceof Uint8Array)) keys.set(row.id, { key, jwk })
    }
    this.#verification = keys
  }
}
