import { rgbaToThumbHash } from 'thumbhash'
import { shrink } from './encode.ts'
import { fromPixels, type Pixels } from './pixels.ts'

/** What a page shows before the first byte of a picture is there. */
export interface Placeholder {
  /** ThumbHash, base64. */
  readonly placeholder: string
  /** `#rrggbb` */
  readonly colour: string
}

/** ThumbHash takes no more. */
const hashSide = 100

export async function describePlaceholder(pixels: Pixels): Promise<Placeholder> {
  const small = await shrink(pixels, hashSide)
  const rgba = await fromPixels(small).ensureAlpha().toColourspace('srgb').raw().toBuffer()
  return {
    placeholder: Buffer.from(rgbaToThumbHash(small.width, small.height, rgba)).toString('base64'),
    colour: await dominantColour(small),
  }
}

/** On white: what is transparent has no colour of its own. */
async function dominantColour(pixels: Pixels): Promise<string> {
  const flat = fromPixels(pixels).flatten({ background: '#ffffff' }).toColourspace('srgb')
  const { dominant } = await fromPixels({ ...pixels, channels: 3, data: await flat.raw().toBuffer() }).stats()
  const parts = [dominant.r, dominant.g, dominant.b].map((part) => part.toString(16).padStart(2, '0'))
  return `#${parts.join('')}`
}
