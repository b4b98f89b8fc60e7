import { type Rendition, RenditionName, renditionSizes } from '@porchlight/contract/pictures'
import type { Framing } from '../decoding/decode-still.ts'
import { PictureFault } from '../picture-fault.ts'
import { encode, shrink } from '../rendering/encode.ts'
import { encodeAnimation } from '../rendering/encode-animation.ts'
import type { Size } from '../rendering/geometry.ts'
import type { Pixels } from '../rendering/pixels.ts'
import { describePlaceholder, type Placeholder } from '../rendering/placeholder.ts'
import type { Publisher } from './publisher.ts'

interface Preview extends Placeholder, Size {
  readonly animated: boolean
  readonly renditions: [Rendition]
}

/** The smallest file and the placeholder, which a page can show while the rest is encoded. */
async function preview(publisher: Publisher, still: Pixels, seen: Size & { animated: boolean }): Promise<Preview> {
  const small = await shrink(still, renditionSizes.thumbnail)
  const { width, height } = small
  const thumbnail = await publisher.put({
    name: 'thumbnail',
    format: 'webp',
    width,
    height,
    data: await encode(small, 'webp'),
  })
  const previewed: Preview = { ...seen, ...(await describePlaceholder(small)), renditions: [thumbnail] }
  await publisher.announce('picture.previewed', previewed)
  return previewed
}

/** Every name in both formats; where nothing is to shrink, a name's file is that of the next smaller one. */
export async function renderStill(publisher: Publisher, still: Pixels, { width, height }: Size): Promise<void> {
  const previewed = await preview(publisher, still, { width, height, animated: false })
  const renditions: Rendition[] = [...previewed.renditions]
  for (const format of ['webp', 'avif'] as const) {
    let last: { pixels: Pixels; data: Buffer } | undefined
    for (const name of RenditionName.options) {
      if (format === 'webp' && name === 'thumbnail') continue
      const pixels = await shrink(still, renditionSizes[name])
      const data = last?.pixels === pixels ? last.data : await encode(pixels, format)
      last = { pixels, data }
      renditions.push(await publisher.put({ name, format, width: pixels.width, height: pixels.height, data }))
    }
  }
  await publisher.announce('picture.ready', { ...previewed, renditions })
}

/** The thumbnail stays a still, of the first frame: it is what lists show, many at a time. */
export async function renderAnimation(
  publisher: Publisher,
  { bytes, still, framing }: { bytes: Uint8Array; still: Pixels; framing: Framing },
): Promise<void> {
  const previewed = await preview(publisher, still, { ...framing.size, animated: true })
  const renditions: Rendition[] = [...previewed.renditions]
  try {
    for (const name of ['medium', 'large'] as const) {
      const encoded = await encodeAnimation(bytes, framing.crop, renditionSizes[name])
      renditions.push(await publisher.put({ name, format: 'webp', ...encoded }))
    }
  } catch (error) {
    if (error instanceof PictureFault) await publisher.withdraw(renditions)
    throw error
  }
  await publisher.announce('picture.ready', { ...previewed, renditions })
}
