import { pictureLimits } from '@porchlight/contract/pictures'
import { PictureFault } from '../picture-fault.ts'
import type { Size } from '../rendering/geometry.ts'
import { sharp } from '../rendering/sharp.ts'

export interface Inspection {
  /** Of the upright picture; of one frame. */
  readonly size: Size
  readonly frames: number
}

/**
 * Reads only the head of a picture, so that what would not fit is refused before a pixel of it is decoded.
 *
 * @throws {PictureFault} `damaged`, `too_many_pixels`, `too_many_frames`
 */
export async function inspect(bytes: Uint8Array): Promise<Inspection> {
  const metadata = await readMetadata(bytes)
  const frames = metadata.pages ?? 1
  const size = { width: metadata.autoOrient.width, height: metadata.pageHeight ?? metadata.autoOrient.height }
  checkLimits(size, frames)
  return { size, frames }
}

/** @throws {PictureFault} */
export function checkLimits({ width, height }: Size, frames: number): void {
  if (width * height > pictureLimits.maxPixels) throw new PictureFault('too_many_pixels')
  if (frames > pictureLimits.maxFrames) throw new PictureFault('too_many_frames')
  if (frames > 1 && width * height * frames > pictureLimits.maxAnimatedPixels) throw new PictureFault('too_many_frames')
}

async function readMetadata(bytes: Uint8Array) {
  try {
    return await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata()
  } catch (error) {
    throw new PictureFault('damaged', { cause: error })
  }
}
