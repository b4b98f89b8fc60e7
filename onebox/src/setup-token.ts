import { createHash, randomBytes } from 'node:crypto'

/** The word that makes whoever presents it the first administrator. `api` only ever sees its hash. */
export interface SetupToken {
  readonly token: string
  /** SHA-256 of the token's text, in hexadecimal. */
  readonly hash: string
}

export function makeSetupToken(): SetupToken {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: createHash('sha256').update(token).digest('hex') }
}

/** A fragment stays in the browser: no server and no proxy sees it. */
export function setupLink(origin: string, token: string): string {
  return `${origin}/setup#token=${token}`
}
