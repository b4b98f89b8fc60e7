import { pictureLimits } from '@porchlight/contract/pictures'
import { decodingSeconds, type Framing } from '../decoding/decode-still.ts'
import { fitWithin } from './geometry.ts'
import { decodingFault } from './pixels.ts'
import { sharp } from './sharp.ts'
import type { Watermark } from './watermark.ts'

export interface EncodedAnimation {
  readonly width: number
  readonly height: number
  readonly data: Buffer
}

export interface Animation {
  readonly bytes: Uint8Array
  readonly framing: Framing
  readonly watermark: Watermark | undefined
}

/** Every frame with its delay and the number of loops, as WebP. AVIF is for stills: libvips writes no other. */
export async function encodeAnimation(
  { bytes, framing, watermark }: Animation,
  longestSide: number,
): Promise<EncodedAnimation> {
  const { width, height, left, top } = framing.crop
  const size = fitWithin(framing.crop, longestSide)
  const overlay = await watermark?.overlayFor(size)
  try {
    const data = await sharp(bytes, {
      animated: true,
      failOn: 'error',
      limitInputPixels: pictureLimits.maxAnimatedPixels,
    })
      .timeout({ seconds: decodingSeconds })
      .extract({ width, height, left, top })
      .resize({ ...size, fit: 'fill' })
      .composite(overlay === undefined ? [] : [overlay])
      .toColourspace('srgb')
      .webp({ quality: 70, effort: 0 })
      .toBuffer()
    return { ...size, data }
  } catch (error) {
    throw decodingFault(error)
  }
}
