import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ListedObject } from '../object-store.ts'
import { hasCode } from './has-code.ts'
import type { Layout } from './layout.ts'
import { DamagedObject, openObjectFile } from './object-file.ts'

/** Reads the properties of each candidate: a name alone does not say whose it is. */
export async function* listObjects(layout: Layout, prefix: string): AsyncIterable<ListedObject> {
  for await (const path of candidates(layout, prefix)) {
    const found = await describe(path)
    if (found?.key.startsWith(prefix)) yield found
  }
}

async function* candidates(layout: Layout, prefix: string): AsyncIterable<string> {
  const scope = layout.scopeOf(prefix)
  if (scope.kind === 'group') return yield* namesIn(scope.folder, scope.nameStart)
  const areas = scope.kind === 'area' ? [scope.folder] : await entries(layout.objects)
  for (const area of areas) {
    for (const folder of await entries(area)) yield* namesIn(folder, '')
  }
}

async function* namesIn(folder: string, start: string): AsyncIterable<string> {
  for (const path of await entries(folder)) {
    if (path.startsWith(join(folder, start))) yield path
  }
}

async function entries(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  })
  return names.map((name) => join(folder, name))
}

/** What was deleted meanwhile is not there; what is damaged is for `get` to complain of. */
async function describe(path: string): Promise<ListedObject | undefined> {
  try {
    const { file, properties, lastModified } = await openObjectFile(path)
    await file.close()
    return { key: properties.key, bytes: properties.contentLength, lastModified }
  } catch (error) {
    if (hasCode(error, 'ENOENT') || error instanceof DamagedObject) return undefined
    throw error
  }
}
