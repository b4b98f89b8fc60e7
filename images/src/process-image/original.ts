import { PicturePurpose, pictureLimits } from '@porchlight/contract/pictures'
import { ObjectNotFound, type ObjectStore, type StoredObject } from '@porchlight/objects/object-store'
import { z } from 'zod'
import { PictureFault } from '../picture-fault.ts'

/** What `api` said of the picture when it granted the upload. */
const Share = z.coerce.number().min(0).max(1).catch(0.5)
const Metadata = z.object({ purpose: PicturePurpose.catch('post'), 'focal-x': Share, 'focal-y': Share })

export interface Original {
  readonly bytes: Buffer
  readonly declaredType: string
  readonly purpose: PicturePurpose
  readonly focalPoint: { readonly x: number; readonly y: number }
}

/**
 * Undefined when it was deleted since.
 *
 * @throws {PictureFault} `too_large`
 */
export async function readOriginal(store: ObjectStore, key: string): Promise<Original | undefined> {
  try {
    const object = await store.get(key)
    const metadata = Metadata.parse(object.metadata)
    return {
      bytes: await readBounded(object),
      declaredType: object.contentType,
      purpose: metadata.purpose,
      focalPoint: { x: metadata['focal-x'], y: metadata['focal-y'] },
    }
  } catch (error) {
    if (error instanceof ObjectNotFound) return undefined
    throw error
  }
}

/** The grant fixed the length; a store that forgot so must not fill our memory. */
async function readBounded({ body }: StoredObject): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > pictureLimits.maxBytes) throw new PictureFault('too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
