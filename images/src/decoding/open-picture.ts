import type { Sharp } from 'sharp'
import { isWholeGif } from '../formats/gif.ts'
import type { PictureFormat } from '../formats/identify.ts'
import { inspect } from '../formats/inspect.ts'
import { PictureFault } from '../picture-fault.ts'
import type { Size } from '../rendering/geometry.ts'
import { fromPixels } from '../rendering/pixels.ts'
import { openStill } from './decode-still.ts'

export interface OpenedPicture {
  /** Of the upright picture; of one frame. */
  readonly size: Size
  readonly frames: number
  /** The first frame or the only one, upright. */
  readonly still: () => Sharp
  /** An ICC profile that libvips does not see. */
  readonly profile?: Buffer
}

/**
 * Within the limits, for its head says so; nothing is decoded yet.
 *
 * @throws {PictureFault} `damaged`, `too_many_pixels`, `too_many_frames`
 */
export async function openPicture(bytes: Uint8Array, format: PictureFormat): Promise<OpenedPicture> {
  if (format === 'heic') return openHeic(bytes)
  if (format === 'gif' && !isWholeGif(bytes)) throw new PictureFault('damaged')
  const { size, frames } = await inspect(bytes)
  return { size, frames, still: () => openStill(bytes, frames) }
}

/** Its decoder is loaded with the first of its kind: it takes a tenth of a second. */
async function openHeic(bytes: Uint8Array): Promise<OpenedPicture> {
  const { HeicFile } = await import('./heic-file.ts')
  const file = new HeicFile(bytes)
  const { size, profile } = file
  return { size, frames: 1, still: () => fromPixels(file.decode()), ...(profile !== undefined && { profile }) }
}
