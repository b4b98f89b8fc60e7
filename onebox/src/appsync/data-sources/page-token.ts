import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** `nextToken`: a key of a table, so that nobody reads in it what filters kept from them, nor makes one up. */
export class PageTokens {
  readonly #key: Buffer

  constructor(secret: string) {
    this.#key = createHash('sha256').update(`next tokens ${secret}`).digest()
  }

  /** @param scope what the token is good for: the same must be given to open it. */
  seal(key: unknown, scope: string): string {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv(algorithm, this.#key, nonce).setAAD(Buffer.from(scope))
    const sealed = Buffer.concat([cipher.update(JSON.stringify(key)), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
  }

  /** Undefined for what was not sealed here, or for something else. */
  open(token: string, scope: string): unknown {
    const bytes = Buffer.from(token, 'base64url')
    if (bytes.length <= nonceBytes + tagBytes) return undefined
    const decipher = createDecipheriv(algorithm, this.#key, bytes.subarray(0, nonceBytes))
    decipher.setAAD(Buffer.from(scope)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    try {
      const opened = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()])
      return JSON.parse(opened.toString())
    } catch {
      return undefined
    }
  }
}
