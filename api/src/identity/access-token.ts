import { DomainError } from '@porchlight/contract/errors'
import { Role } from '@porchlight/contract/members'
import { publisher } from '@porchlight/contract/messaging'
import { accessToken } from '@porchlight/system/token'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Viewer } from '../context.ts'
import type { SigningKeys } from './signing-keys.ts'

/** Of a member's token: the publisher's is none, and opens nothing here. */
const Claims = z.object({ sub: z.uuid(), sid: z.uuid(), role: Role, exp: z.number() })
type Claims = z.infer<typeof Claims>

/** `api` asks anew whenever it needs one. */
const publisherSeconds = 300

/** Each is some 900 bytes. */
const maxRemembered = 5_000

export interface IssuedToken {
  readonly token: string
  readonly expiresAt: Date
}

interface Signed {
  readonly subject: string
  readonly claims: Readonly<Record<string, string>>
  readonly seconds: number
}

/** Makes access tokens, and tells ours from any other. */
export class AccessTokens {
  readonly #keys: SigningKeys
  readonly #issuer: string
  readonly #now: () => Date
  /** Tokens whose signature was checked, least recently used first: each is presented with every request for ten minutes. */
  readonly #verified = new Map<string, Claims>()

  constructor({ keys, origin, now }: { keys: SigningKeys; origin: string; now: () => Date }) {
    this.#keys = keys
    this.#issuer = `${origin}${accessToken.issuerPath}`
    this.#now = now
  }

  async issue({ id, role, sessionId }: Viewer): Promise<IssuedToken> {
    return await this.#sign({ subject: id, claims: { sid: sessionId, role }, seconds: accessToken.lifetimeSeconds })
  }

  /** By which the messaging tier knows `api` itself. */
  async issueForPublisher(): Promise<IssuedToken> {
    return await this.#sign({
      subject: publisher.subject,
      claims: { role: publisher.role },
      seconds: publisherSeconds,
    })
  }

  async #sign({ subject, claims, seconds }: Signed): Promise<IssuedToken> {
    const issuedAt = Math.floor(this.#now().getTime() / 1_000)
    const expiresAt = issuedAt + seconds
    const { kid, key } = await this.#keys.current()
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: accessToken.algorithm, kid, typ: 'JWT' })
      .setSubject(subject)
      .setIssuer(this.#issuer)
      .setAudience(accessToken.audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(key)
    return { token, expiresAt: new Date(expiresAt * 1_000) }
  }

  /** @throws {DomainError} `token_invalid` */
  async verify(token: string): Promise<Claims> {
    const remembered = this.#verified.get(token)
    const claims = remembered ?? (await this.#checked(token))
    if (claims.exp * 1_000 <= this.#now().getTime()) {
      this.#verified.delete(token)
      throw new DomainError('token_invalid')
    }
    this.#remember(token, claims)
    return claims
  }

  async #checked(token: string): Promise<Claims> {
    if (token.length > accessToken.maxLength) throw new DomainError('token_invalid')
    try {
      const { payload } = await jwtVerify(token, async ({ kid }) => await this.#keyOf(kid), {
        algorithms: [accessToken.algorithm],
        issuer: this.#issuer,
        audience: accessToken.audience,
        requiredClaims: ['exp', 'sub'],
        currentDate: this.#now(),
      })
      return Claims.parse(payload)
    } catch (error) {
      const isTokensFault = error instanceof errors.JOSEError || error instanceof z.ZodError
      throw isTokensFault ? new DomainError('token_invalid') : error
    }
  }

  async #keyOf(kid: string | undefined): Promise<CryptoKey> {
    const key = kid === undefined ? undefined : await this.#keys.verificationKey(kid)
    if (key === undefined) throw new DomainError('token_invalid')
    return key
  }

  #remember(token: string, claims: Claims): void {
    this.#verified.delete(token)
    this.#verified.set(token, claims)
    if (this.#verified.size <= maxRemembered) return
    for (const oldest of this.#verified.keys()) {
      this.#verified.delete(oldest)
      return
    }
  }
}
