import type { KeyObject } from 'node:crypto'

export interface VerifiedToken {
  readonly keyId: string
  readonly key: KeyObject
  /** Seconds since 1970. */
  readonly expiresAt: number
}

/** Each is some 900 bytes, and there may be twice as many. */
const maxYoungTokens = 5_000

/**
 * Tokens that were good when they were checked. What nobody has sent for a while goes: when there are too many young
 * ones they become the old ones, and who is still in use among those is young again.
 */
export class VerifiedTokens {
  #young = new Map<string, VerifiedToken>()
  #old = new Map<string, VerifiedToken>()

  find(token: string): VerifiedToken | undefined {
    const young = this.#young.get(token)
    if (young !== undefined) return young
    const old = this.#old.get(token)
    if (old === undefined) return undefined
    this.#old.delete(token)
    this.add(token, old)
    return old
  }

  add(token: string, verified: VerifiedToken): void {
    if (this.#young.size >= maxYoungTokens) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(token, verified)
  }

  drop(token: string): void {
    this.#young.delete(token)
    this.#old.delete(token)
  }
}
