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
    colour: dominantColour(rgba),
  }
}

/** Levels of each of red, green and blue that count as one, as in sharp's own `stats`, which computes much beside it. */
const levels = 16

/** On white: what is transparent has no colour of its own. */
function dominantColour(rgba: Uint8Array): string {
  const counts = new Uint32Array(levels ** 3)
  for (let at = 0; at < rgba.length; at += 4) {
    const onWhite = (channel: number) => 255 + (((rgba[at + channel] ?? 0) - 255) * (rgba[at + 3] ?? 0)) / 255
    const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((channel) => Math.floor((onWhite(channel) * levels) / 256))
    const bin = (red * levels + green) * levels + blue
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const most = counts.indexOf(Math.max(...counts))
  const parts = [Math.floor(most / levels ** 2), Math.floor(most / levels) % levels, most % levels]
  return `#${parts.map((part) => (part * 16 + 8).toString(16).padStart(2, '0')).join('')}`
}
