import {
  DeleteObjectsCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { checkMetadata, metadataHeaders } from '../metadata.ts'
import {
  type ListedObject,
  ObjectNotFound,
  type ObjectProperties,
  type ObjectStore,
  type StoredObject,
  type Upload,
  type UploadGrant,
} from '../object-store.ts'
import type { ObjectStoreSettings } from '../settings.ts'

/** S3's own limit for listing and for deleting. */
const maxKeysPerRequest = 1_000

/** A bucket of S3, or of a store that speaks S3. Credentials come from where AWS's SDK looks for them. */
export class S3ObjectStore implements ObjectStore {
  readonly #client: S3Client
  readonly #bucket: string
  readonly #keysPerRequest: number

  constructor(settings: Extract<ObjectStoreSettings, { kind: 's3' }>, keysPerRequest = maxKeysPerRequest) {
    const { bucket, region, endpoint } = settings
    this.#bucket = bucket
    this.#keysPerRequest = keysPerRequest
    this.#client = new S3Client({
      region,
      ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
      // A grant is signed before there are bytes to sum.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 30_000 },
    })
  }

  /** Every header is signed as it is and stays a header, so that the bucket holds the browser to each. */
  async grantUpload(upload: Upload): Promise<UploadGrant> {
    checkMetadata(upload.metadata)
    const metadata = metadataHeaders(upload.metadata)
    const headers = { 'content-type': upload.contentType, 'if-none-match': '*', ...metadata }
    const put = new PutObjectCommand({
      Bucket: this.#bucket,
      Key: upload.key,
      ContentType: upload.contentType,
      ContentLength: upload.contentLength,
      IfNoneMatch: '*',
      Metadata: upload.metadata,
    })
    const signingDate = new Date()
    const url = await getSignedUrl(this.#client, put, {
      signingDate,
      expiresIn: upload.expiresInSeconds,
      signableHeaders: new Set(['content-length', ...Object.keys(headers)]),
      unhoistableHeaders: new Set(Object.keys(metadata)),
    })
    return { url, method: 'PUT', headers, expiresAt: new Date(signingDate.getTime() + upload.expiresInSeconds * 1_000) }
  }

  grantRead(key: string, expiresInSeconds: number): Promise<string> {
    const get = new GetObjectCommand({ Bucket: this.#bucket, Key: key, ResponseCacheControl: 'private, no-store' })
    return getSignedUrl(this.#client, get, { expiresIn: expiresInSeconds })
  }

  async get(key: string): Promise<StoredObject> {
    const found = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key })).catch((error) => {
      throw error instanceof NoSuchKey ? new ObjectNotFound(key) : error
    })
    if (found.Body === undefined || found.ETag === undefined || found.ContentLength === undefined) {
      throw new Error(`The bucket ${this.#bucket} answered for ${key} without a body, an ETag or a length`)
    }
    return {
      body: found.Body.transformToWebStream(),
      contentLength: found.ContentLength,
      contentType: found.ContentType ?? 'application/octet-stream',
      etag: found.ETag,
      metadata: found.Metadata ?? {},
    }
  }

  async put(key: string, body: Uint8Array, properties: ObjectProperties): Promise<void> {
    const metadata = properties.metadata ?? {}
    checkMetadata(metadata)
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key: key,
        Body: body,
        ContentType: properties.contentType,
        Metadata: metadata,
        ...(properties.cacheControl !== undefined && { CacheControl: properties.cacheControl }),
      }),
    )
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (let start = 0; start < keys.length; start += this.#keysPerRequest) {
      const Objects = keys.slice(start, start + this.#keysPerRequest).map((Key) => ({ Key }))
      const { Errors = [] } = await this.#client.send(
        new DeleteObjectsCommand({ Bucket: this.#bucket, Delete: { Objects, Quiet: true } }),
      )
      const [first] = Errors
      if (first !== undefined) {
        throw new Error(`${Errors.length} objects were not deleted, ${first.Key} among them: ${first.Message}`)
      }
    }
  }

  async *list(prefix: string): AsyncIterable<ListedObject> {
    for await (const page of paginateListObjectsV2(
      { client: this.#client, pageSize: this.#keysPerRequest },
      { Bucket: this.#bucket, Prefix: prefix },
    )) {
      for (const { Key: key, Size: bytes = 0, LastModified: lastModified = new Date(0) } of page.Contents ?? []) {
        if (key !== undefined) yield { key, bytes, lastModified }
      }
    }
  }
}
