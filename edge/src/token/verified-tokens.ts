import type { KeyObject } from 'node:crypto'

export interface VerifiedToken {
  readonly keyId: string
  readonly key: KeyObject
  /** Seconds since 1970. */
  readonly expiresAt: number
}

/** Each is some 900 bytes. */
const maxTokens = 10_000

/** Tokens that were good when they were checked, least recently used first. */
export class VerifiedTokens {
  readonly #tokens = new Map<string, VerifiedToken>()

  find(token: string): VerifiedToken | undefined {
    const found = this.#tokens.get(token)
    if (found === undefined) return undefined
    this.#tokens.delete(token)
    this.#tokens.set(token, found)
    return found
  }

  add(token: string, verified: VerifiedToken): void {
    this.#tokens.set(token, verified)
    if (this.#tokens.size <= maxTokens) return
    for (const oldest of this.#tokens.keys()) {
      this.#tokens.delete(oldest)
      return
    }
  }

  drop(token: string): void {
    this.#tokens.delete(token)
  }

  get size(): number {
    return this.#tokens.size
  }
}
