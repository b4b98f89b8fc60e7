import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncDirectory } from '@porchlight/runtime/atomic-write'
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
import { GrantSigner } from './grants.ts'
import { hasCode } from './has-code.ts'
import { Layout } from './layout.ts'
import { listObjects } from './list-objects.ts'
import { openObjectFile } from './object-file.ts'
import { readBytes } from './read-bytes.ts'
import { replaceObject, stageObject } from './staged-object.ts'

export interface DiskSettings {
  readonly directory: string
  /** The first signs, all verify; none in a program that grants nothing. */
  readonly grantSecrets: readonly string[]
  /** Where browsers reach the server of this store. */
  readonly mediaOrigin: string
}

/** Files in a directory that several processes of one machine share. */
export class DiskObjectStore implements ObjectStore {
  readonly #layout: Layout
  readonly #signer: GrantSigner
  readonly #mediaOrigin: string

  constructor({ directory, grantSecrets, mediaOrigin }: DiskSettings) {
    this.#layout = new Layout(directory)
    this.#signer = new GrantSigner(grantSecrets)
    this.#mediaOrigin = mediaOrigin
  }

  async grantUpload({ expiresInSeconds, ...upload }: Upload): Promise<UploadGrant> {
    checkMetadata(upload.metadata)
    const expires = secondsFromNow(expiresInSeconds)
    const signature = this.#signer.signUpload({ ...upload, expires })
    return {
      url: `${this.#mediaOrigin}/${upload.key}?expires=${expires}&signature=${signature}`,
      method: 'PUT',
      headers: { 'content-type': upload.contentType, 'if-none-match': '*', ...metadataHeaders(upload.metadata) },
      expiresAt: new Date(expires * 1_000),
    }
  }

  async grantRead(key: string, expiresInSeconds: number): Promise<string> {
    const expires = secondsFromNow(expiresInSeconds)
    return `${this.#mediaOrigin}/${key}?expires=${expires}&signature=${this.#signer.signRead({ key, expires })}`
  }

  async get(key: string): Promise<StoredObject> {
    const path = this.#layout.pathOf(key)
    const { file, properties } = await openObjectFile(path).catch((error: unknown) => {
      throw hasCode(error, 'ENOENT') ? new ObjectNotFound(key) : error
    })
    await file.close()
    const { contentLength, contentType, etag, metadata } = properties
    return { body: bodyOf(path, properties), contentLength, contentType, etag, metadata }
  }

  async put(key: string, body: Uint8Array, properties: ObjectProperties): Promise<void> {
    checkMetadata(properties.metadata ?? {})
    await replaceObject(this.#layout, await stageObject(this.#layout, { ...properties, key, body: [body] }))
  }

  async delete(keys: readonly string[]): Promise<void> {
    const paths = keys.map((key) => this.#layout.pathOf(key))
    for (const path of paths) await rm(path, { force: true })
    for (const folder of new Set(paths.map(dirname))) await syncIfThere(folder)
  }

  list(prefix: string): AsyncIterable<ListedObject> {
    return listObjects(this.#layout, prefix)
  }
}

/** Opens the file when it is read and not before, so that who reads only the properties leaves nothing open. */
async function* bodyOf(path: string, { key, etag }: { key: string; etag: string }): AsyncIterable<Uint8Array> {
  const { file, properties } = await openObjectFile(path).catch((error: unknown) => {
    throw hasCode(error, 'ENOENT') ? new ObjectNotFound(key) : error
  })
  try {
    if (properties.etag !== etag) throw new ObjectNotFound(key)
    yield* readBytes(file, { start: 0, end: properties.contentLength })
  } finally {
    await file.close()
  }
}

function secondsFromNow(seconds: number): number {
  return Math.floor(Date.now() / 1_000) + seconds
}

async function syncIfThere(folder: string): Promise<void> {
  await syncDirectory(folder).catch((error: unknown) => {
    if (!hasCode(error, 'ENOENT')) throw error
  })
}
