import type { PictureFormat } from '../../formats/identify.ts'
import { sharp } from '../../rendering/sharp.ts'
import { drawHeic } from '../heic/heic.ts'
import { drawFrames, drawGif } from '../pictures.ts'

export interface Sample {
  readonly name: string
  readonly format: PictureFormat
  readonly contentType: string
  readonly bytes: Buffer
}

const size = { width: 24, height: 16 }

/** Grain, so that compressed data makes up most of each file. */
function grain() {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { ...size, channels: 3, background: '#888', noise } })
}

/** One valid file of each kind that we read. */
export async function samples(): Promise<Sample[]> {
  const animatedWebp = sharp(await drawFrames(size, 4), { join: { animated: true } }).webp()
  const heic = drawHeic({ columns: 1, rows: 1, colourAt: () => [90, 100, 140] })
  return [
    { name: 'JPEG', format: 'jpeg', contentType: 'image/jpeg', bytes: await grain().jpeg().toBuffer() },
    { name: 'PNG', format: 'png', contentType: 'image/png', bytes: await grain().png().toBuffer() },
    { name: 'WebP', format: 'webp', contentType: 'image/webp', bytes: await grain().webp().toBuffer() },
    { name: 'animated WebP', format: 'webp', contentType: 'image/webp', bytes: await animatedWebp.toBuffer() },
    { name: 'GIF', format: 'gif', contentType: 'image/gif', bytes: await drawGif(size, 3) },
    { name: 'AVIF', format: 'avif', contentType: 'image/avif', bytes: await grain().avif().toBuffer() },
    { name: 'HEIC', format: 'heic', contentType: 'image/heic', bytes: heic },
  ]
}
