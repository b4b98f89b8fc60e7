import { DiskObjectStore } from './disk/disk-object-store.ts'
import type { ObjectStore } from './object-store.ts'
import type { ObjectStoreSettings } from './settings.ts'

export async function openObjectStore(settings: ObjectStoreSettings): Promise<ObjectStore> {
  if (settings.kind === 'disk') return new DiskObjectStore(settings)
  // AWS's SDK takes its time and memory: only who uses it loads it.
  const { S3ObjectStore } = await import('./s3/s3-object-store.ts')
  return new S3ObjectStore(settings)
}
