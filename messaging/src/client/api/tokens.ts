import { MessagingError } from '../messaging-error.ts'
import type { Clock } from '../ports.ts'

/** So long before its end a token is replaced. */
const leadMs = 60_000
/** Where a token does not say when it ends: before AppSync closes a connection after 24 hours. */
const longestMs = 23 * 3_600_000

export class SignedOut extends Error {}

export interface TokensOptions {
  readonly token: (refused?: string) => Promise<string | undefined>
  readonly clock: Clock
  readonly onSignedOut: () => void
}

/** The access token: asked for when needed, renewed once however many need it. */
export class Tokens {
  readonly #ask: (refused?: string) => Promise<string | undefined>
  readonly #clock: Clock
  /** When a token that was just made was first seen here, by this device's clock. */
  readonly #made = new Map<string, number>()
  readonly #onSignedOut: () => void
  #renewal: { readonly refused: string; readonly token: Promise<string> } | undefined

  constructor({ token, clock, onSignedOut }: TokensOptions) {
    this.#ask = token
    this.#clock = clock
    this.#onSignedOut = onSignedOut
  }

  get(): Promise<string> {
    return this.#answer()
  }

  renew(refused: string): Promise<string> {
    if (this.#renewal?.refused === refused) return this.#renewal.token
    const token = this.#answer(refused).then((made) => {
      this.#made.clear()
      if (made !== refused) this.#made.set(made, this.#clock.now())
      return made
    })
    const renewal = { refused, token }
    this.#renewal = renewal
    const forget = () => {
      if (this.#renewal === renewal) this.#renewal = undefined
    }
    token.then(forget, forget)
    return token
  }

  /**
   * In how many milliseconds to renew. By this device's clock it may seem ended already when the clock is wrong: for one
   * that was just made, only its length counts.
   */
  renewInMs(token: string): number {
    const { exp, iat } = claimsOf(token)
    if (exp === undefined) return longestMs
    const made = this.#made.get(token)
    const length = iat === undefined ? longestMs : (exp - iat) * 1_000
    const left = made === undefined ? exp * 1_000 - this.#clock.now() : made + length - this.#clock.now()
    return Math.min(longestMs, Math.max(0, Math.min(left, length) - Math.min(leadMs, length / 4)))
  }

  async #answer(refused?: string): Promise<string> {
    const token = await this.#asked(refused)
    if (token !== undefined) return token
    this.#onSignedOut()
    throw new SignedOut('The member is signed out')
  }

  async #asked(refused?: string): Promise<string | undefined> {
    try {
      return await this.#ask(refused)
    } catch (cause) {
      throw new MessagingError('Unavailable', 'No access token could be had', { cause, transient: true })
    }
  }
}

interface Claims {
  readonly exp?: number
  readonly iat?: number
}

function claimsOf(token: string): Claims {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
    const claims: Claims = JSON.parse(atob(payload))
    return claims
  } catch {
    return {}
  }
}
