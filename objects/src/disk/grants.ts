import { createHmac, timingSafeEqual } from 'node:crypto'

/** All that an upload grant allows. */
export interface UploadTerms {
  readonly key: string
  readonly contentType: string
  readonly contentLength: number
  readonly metadata: Readonly<Record<string, string>>
  /** Seconds since 1970. */
  readonly expires: number
}

export interface ReadTerms {
  readonly key: string
  readonly expires: number
}

/** Signs with the first secret and believes all of them, so that a new one can be put before an old one. */
export class GrantSigner {
  readonly #secrets: readonly string[]

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets
  }

  signUpload(terms: UploadTerms): string {
    return this.#sign(uploadText(terms))
  }

  signRead(terms: ReadTerms): string {
    return this.#sign(readText(terms))
  }

  verifiesUpload(terms: UploadTerms, signature: string): boolean {
    return this.#verifies(uploadText(terms), signature)
  }

  verifiesRead(terms: ReadTerms, signature: string): boolean {
    return this.#verifies(readText(terms), signature)
  }

  #sign(text: string): string {
    const [secret] = this.#secrets
    if (secret === undefined) {
      throw new Error(
        'This program may not grant: set PORCHLIGHT_GRANT_SECRET to the secret that the store verifies by',
      )
    }
    return hmac(secret, text).toString('hex')
  }

  #verifies(text: string, signature: string): boolean {
    if (!/^[0-9a-f]{64}$/.test(signature)) return false
    const given = Buffer.from(signature, 'hex')
    // Each is compared, whichever matches: the time taken tells nothing.
    return this.#secrets.map((secret) => timingSafeEqual(hmac(secret, text), given)).includes(true)
  }
}

/** JSON, so that no value can pass for another's end. */
function uploadText({ key, contentType, contentLength, metadata, expires }: UploadTerms): string {
  const pairs = Object.entries(metadata).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify(['PUT', key, contentLength, contentType, pairs, expires])
}

function readText({ key, expires }: ReadTerms): string {
  return JSON.stringify(['GET', key, expires])
}

function hmac(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest()
}
