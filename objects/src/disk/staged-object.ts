import { createHash, randomUUID } from 'node:crypto'
import { link, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncDirectory } from '@porchlight/runtime/atomic-write'
import type { ObjectProperties } from '../object-store.ts'
import { hasCode } from './has-code.ts'
import type { Layout } from './layout.ts'
import { encodeProperties, type StoredProperties } from './object-file.ts'

/** An object that is durably on the disk and not yet visible. */
export interface StagedObject {
  readonly path: string
  readonly properties: StoredProperties
}

export interface Arriving extends ObjectProperties {
  readonly key: string
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** Writes at the pace of the disk. Where the body fails, nothing is left. */
export async function stageObject(layout: Layout, arriving: Arriving): Promise<StagedObject> {
  await mkdir(layout.staging, { recursive: true, mode: 0o700 })
  const path = join(layout.staging, randomUUID())
  const file = await open(path, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    let contentLength = 0
    for await (const chunk of arriving.body) {
      hash.update(chunk)
      contentLength += chunk.byteLength
      await file.writeFile(chunk)
    }
    const properties = {
      key: arriving.key,
      contentType: arriving.contentType,
      contentLength,
      ...(arriving.cacheControl !== undefined && { cacheControl: arriving.cacheControl }),
      metadata: { ...arriving.metadata },
      etag: `"${hash.digest('hex').slice(0, 32)}"`,
    }
    await file.writeFile(encodeProperties(properties))
    await file.datasync()
    return { path, properties }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

/** Makes it visible in place of whatever was there. */
export async function replaceObject(layout: Layout, staged: StagedObject): Promise<void> {
  const path = layout.pathOf(staged.properties.key)
  await makeFolder(dirname(path))
  await rename(staged.path, path)
  await syncDirectory(dirname(path))
}

/** Makes it visible where there is nothing; false where there is. Of two at the same time one gets true. */
export async function createObject(layout: Layout, staged: StagedObject): Promise<boolean> {
  const path = layout.pathOf(staged.properties.key)
  await makeFolder(dirname(path))
  const created = await link(staged.path, path).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'EEXIST')) return false
      throw error
    },
  )
  await syncDirectory(dirname(path))
  await rm(staged.path, { force: true })
  return created
}

export async function discardStaged(staged: StagedObject): Promise<void> {
  await rm(staged.path, { force: true })
}

async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncDirectory(dirname(made))
}
