/** A place for pictures' bytes: S3 on AWS, files on one machine. Every adapter passes `testing/contract-suite.ts`. */
export interface ObjectStore {
  /**
   * Lets a browser PUT one object, once: of exactly this length and type, under a key that holds nothing yet. A second
   * PUT is answered 412. The object is there as a whole or not at all.
   */
  grantUpload(upload: Upload): Promise<UploadGrant>
  /** An address under which anyone may GET this object until it expires: for what is not public. */
  grantRead(key: string, expiresInSeconds: number): Promise<string>
  /** @throws {ObjectNotFound} */
  get(key: string): Promise<StoredObject>
  /** Puts a whole object in place of whatever was there. */
  put(key: string, body: Uint8Array, properties: ObjectProperties): Promise<void>
  /** Deletes what is there of these; that a key holds nothing is no fault. */
  delete(keys: readonly string[]): Promise<void>
  /** Keys under a prefix, with their sizes, in no order that callers may rely on. */
  list(prefix: string): AsyncIterable<ListedObject>
}

export interface Upload {
  /** `uploads/...`: see `contract/src/picture-keys.ts`. */
  readonly key: string
  readonly contentType: string
  readonly contentLength: number
  /** Kept with the object, as S3's user metadata: lower-case names, ASCII values. */
  readonly metadata: Readonly<Record<string, string>>
  readonly expiresInSeconds: number
}

/** What a browser sends: these headers exactly, besides those that it sets itself. */
export interface UploadGrant {
  readonly url: string
  readonly method: 'PUT'
  readonly headers: Readonly<Record<string, string>>
  readonly expiresAt: Date
}

export interface ObjectProperties {
  readonly contentType: string
  readonly cacheControl?: string
  readonly metadata?: Readonly<Record<string, string>>
}

export interface StoredObject {
  readonly body: AsyncIterable<Uint8Array>
  readonly contentLength: number
  readonly contentType: string
  /** Strong, in quotes. */
  readonly etag: string
  readonly metadata: Readonly<Record<string, string>>
}

export interface ListedObject {
  readonly key: string
  readonly bytes: number
  readonly lastModified: Date
}

export class ObjectNotFound extends Error {
  override readonly name = 'ObjectNotFound'

  readonly key: string

  constructor(key: string) {
    super(`No object has the key ${key}`)
    this.key = key
  }
}
