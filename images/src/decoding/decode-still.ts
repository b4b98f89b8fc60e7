import { pictureLimits, renditionSizes } from '@porchlight/contract/pictures'
import type { Sharp } from 'sharp'
import { fitWithin, type Region, type Size } from '../rendering/geometry.ts'
import { decodingFault, type Pixels, toPixels } from '../rendering/pixels.ts'
import { sharp } from '../rendering/sharp.ts'

/** A file that needs longer on one core would hold up everyone else's. */
export const decodingSeconds = 20

export interface Framing {
  /** Of the upright picture. */
  readonly size: Size
  /** The part of it that is kept. */
  readonly crop: Region
}

/** Opens the first frame, or the only one. Animations cannot be turned, so none of their frames is. */
export function openStill(bytes: Uint8Array, frames: number): Sharp {
  return sharp(bytes, {
    autoOrient: frames === 1,
    failOn: 'error',
    limitInputPixels: pictureLimits.maxPixels,
  }).timeout({ seconds: decodingSeconds })
}

/**
 * Decodes once, to the largest rendition: JPEG and WebP shrink while they are read, so the whole picture never stands
 * in memory.
 *
 * @throws {PictureFault} `damaged`, `took_too_long`
 */
export async function decodeStill(source: Sharp, { size, crop }: Framing): Promise<Pixels> {
  const target = fitWithin(crop, renditionSizes.large)
  const scale = Math.max(target.width / crop.width, target.height / crop.height)
  const whole = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) }
  const width = Math.min(target.width, whole.width)
  const height = Math.min(target.height, whole.height)
  const left = Math.min(Math.round(crop.left * scale), whole.width - width)
  const top = Math.min(Math.round(crop.top * scale), whole.height - height)
  try {
    return await toPixels(
      source
        .resize({ ...whole, fit: 'fill' })
        .extract({ left, top, width, height })
        .toColourspace('srgb'),
    )
  } catch (error) {
    throw decodingFault(error)
  }
}
