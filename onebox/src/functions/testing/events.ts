import { randomUUID } from 'node:crypto'
import type { PictureNotification } from '@porchlight/contract/picture-events'
import { uploadKey } from '@porchlight/contract/picture-keys'
import { v7 } from 'uuid'

/** The event of an upload, with what the fixture function shall do about it. */
export function uploadEvent(behaviour = 'well', key = uploadKey('public', v7())) {
  const record = {
    eventVersion: '2.1',
    eventName: 'ObjectCreated:Put',
    s3: { bucket: { name: 'pictures' }, object: { key } },
    behaviour,
  }
  return { key, record }
}

/** `unsupported` is never delivered by the fixture function. */
export function failedNotification(failure: 'damaged' | 'unsupported' = 'damaged'): PictureNotification {
  return {
    id: `failed-${randomUUID()}`,
    event: { type: 'picture.failed', timestamp: new Date().toISOString(), data: { pictureId: v7(), failure } },
  }
}
