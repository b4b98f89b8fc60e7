import { pictureLimits } from '@porchlight/contract/pictures'
import { decodingSeconds } from '../decoding/decode-still.ts'
import { fitWithin, type Region } from './geometry.ts'
import { decodingFault } from './pixels.ts'
import { sharp } from './sharp.ts'

export interface EncodedAnimation {
  readonly width: number
  readonly height: number
  readonly data: Buffer
}

/** Every frame with its delay and the number of loops, as WebP. AVIF is for stills: libvips writes no other. */
export async function encodeAnimation(bytes: Uint8Array, crop: Region, longestSide: number): Promise<EncodedAnimation> {
  const { width, height, left, top } = crop
  const size = fitWithin(crop, longestSide)
  try {
    const data = await sharp(bytes, {
      animated: true,
      failOn: 'error',
      limitInputPixels: pictureLimits.maxAnimatedPixels,
    })
      .timeout({ seconds: decodingSeconds })
      .extract({ width, height, left, top })
      .resize({ ...size, fit: 'fill' })
      .toColourspace('srgb')
      .webp({ quality: 70, effort: 0 })
      .toBuffer()
    return { ...size, data }
  } catch (error) {
    throw decodingFault(error)
  }
}
