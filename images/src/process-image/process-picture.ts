import type { ObjectStore } from '@porchlight/objects/object-store'
import type { Logger } from '@porchlight/runtime/logger'
import { convertFromProfile } from '../decoding/convert-profile.ts'
import { decodeStill, type Framing } from '../decoding/decode-still.ts'
import { openPicture } from '../decoding/open-picture.ts'
import { checkDeclaredType, identifyFormat } from '../formats/identify.ts'
import { PictureFault } from '../picture-fault.ts'
import type { NotificationQueue } from '../queue.ts'
import { cropFor } from '../rendering/geometry.ts'
import type { Watermark } from '../rendering/watermark.ts'
import { type Original, readOriginal } from './original.ts'
import { Publisher } from './publisher.ts'
import { renderAnimation, renderStill } from './render.ts'
import type { UploadedPicture } from './s3-event.ts'

export interface ProcessParts {
  readonly store: ObjectStore
  readonly queue: NotificationQueue
  readonly logger: Logger
  /** On pictures of posts and messages. */
  readonly watermark?: Watermark | undefined
}

/**
 * From an original to all renditions and word of them. A fault of the member's file is the outcome and is told; what is
 * thrown is a fault of ours, worth another try.
 */
export async function processPicture(parts: ProcessParts, picture: UploadedPicture): Promise<void> {
  const startedAt = performance.now()
  const publisher = new Publisher(parts, picture)
  const outcome = await attempt(parts, picture, publisher)
  const { pictureId } = picture
  parts.logger.info({ pictureId, outcome, ms: Math.round(performance.now() - startedAt) }, 'processed a picture')
}

async function attempt(parts: ProcessParts, picture: UploadedPicture, publisher: Publisher): Promise<string> {
  try {
    const original = await readOriginal(parts.store, picture.key)
    if (original === undefined) return 'deleted meanwhile'
    await render(original, publisher, watermarkFor(parts, original))
    return 'ready'
  } catch (error) {
    if (!(error instanceof PictureFault)) throw error
    await publisher.announceFailure(error.failure)
    return error.failure
  }
}

/** Faces and banners are no works to mark, and too small to. */
function watermarkFor({ watermark }: ProcessParts, { purpose }: Original): Watermark | undefined {
  return purpose === 'post' || purpose === 'message' ? watermark : undefined
}

async function render({ bytes, ...original }: Original, publisher: Publisher, watermark?: Watermark): Promise<void> {
  const format = identifyFormat(bytes)
  checkDeclaredType(format, original.declaredType)
  const { size, frames, still: open, profile } = await openPicture(bytes, format)
  const framing: Framing = { size, crop: cropFor(original.purpose, size, original.focalPoint) }
  const decoded = await decodeStill(open(), framing)
  const plain = profile === undefined ? decoded : await convertFromProfile(decoded, profile)
  const still = watermark === undefined ? plain : await watermark.applyTo(plain)
  if (frames === 1) await renderStill(publisher, still, size)
  else await renderAnimation(publisher, { bytes, still, framing, watermark })
}
