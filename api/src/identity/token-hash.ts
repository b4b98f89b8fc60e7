import { createHash, randomBytes } from 'node:crypto'

/** 32 random bytes, base64url: they need no slow hash to be kept safely. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256 of the token's text, in hexadecimal. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
