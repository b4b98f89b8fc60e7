import { DiskObjectStore } from './disk/disk-object-store.ts'
import type { ObjectStore } from './object-store.ts'
import type { ObjectStoreSettings } from './settings.ts'

export async function openObjectStore(settings: ObjectStoreSettings): Promise<ObjectStore> {
  if (settings.kind === 'disk') return new DiskObjectStore(settings)
  throw new Error('The S3 adapter is not here yet')
}
