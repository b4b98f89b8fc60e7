import { type Rendition, type RenditionFormat, RenditionName, renditionSizes } from '@porchlight/contract/pictures'
import type { Framing } from '../decoding/decode-still.ts'
import { PictureFault } from '../picture-fault.ts'
import { encode, shrink } from '../rendering/encode.ts'
import { encodeAnimation } from '../rendering/encode-animation.ts'
import type { Size } from '../rendering/geometry.ts'
import type { Pixels } from '../rendering/pixels.ts'
import { describePlaceholder, type Placeholder } from '../rendering/placeholder.ts'
import type { Watermark } from '../rendering/watermark.ts'
import type { Publisher } from './publisher.ts'

interface Encoded {
  readonly pixels: Pixels
  readonly data: Buffer
}

interface Preview {
  readonly thumbnail: Encoded
  readonly seen: Placeholder & Size & { readonly animated: boolean; readonly renditions: Rendition[] }
  readonly announced: Promise<void>
}

/** The smallest file and the placeholder, which a page can show while the rest is encoded. */
async function preview(publisher: Publisher, still: Pixels, about: Size & { animated: boolean }): Promise<Preview> {
  const pixels = await shrink(still, renditionSizes.thumbnail)
  const thumbnail = { pixels, data: await encode(pixels, 'webp') }
  const kept = meanwhile(publisher.put(fileOf('thumbnail', 'webp', thumbnail)))
  const placeholder = await describePlaceholder(pixels)
  const seen = { ...about, ...placeholder, renditions: [await kept] }
  return { thumbnail, seen, announced: meanwhile(publisher.announce('picture.previewed', seen)) }
}

/** Goes on while the next is encoded: the disk and the queue take their time, and no processor's. Awaited later, it says what failed. */
function meanwhile<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => undefined)
  return work
}

/** Every name in both formats; where nothing is to shrink, a name's file is that of the next smaller one. */
export async function renderStill(publisher: Publisher, still: Pixels, { width, height }: Size): Promise<void> {
  const { thumbnail, seen, announced } = await preview(publisher, still, { width, height, animated: false })
  const kept: Promise<Rendition>[] = []
  for (const format of ['webp', 'avif'] as const) {
    let last = format === 'webp' ? thumbnail : undefined
    for (const name of RenditionName.options) {
      if (format === 'webp' && name === 'thumbnail') continue
      const pixels = await shrink(still, renditionSizes[name])
      last = last?.pixels === pixels ? last : { pixels, data: await encode(pixels, format) }
      kept.push(meanwhile(publisher.put(fileOf(name, format, last))))
    }
  }
  const renditions = [...seen.renditions, ...(await Promise.all(kept))]
  await announced
  await publisher.announce('picture.ready', { ...seen, renditions })
}

function fileOf(name: RenditionName, format: RenditionFormat, { pixels, data }: Encoded) {
  return { name, format, width: pixels.width, height: pixels.height, data }
}

/** The thumbnail stays a still, of the first frame: it is what lists show, many at a time. */
export async function renderAnimation(
  publisher: Publisher,
  { still, ...animation }: { bytes: Uint8Array; still: Pixels; framing: Framing; watermark: Watermark | undefined },
): Promise<void> {
  const { seen, announced } = await preview(publisher, still, { ...animation.framing.size, animated: true })
  const renditions: Rendition[] = [...seen.renditions]
  try {
    for (const name of ['medium', 'large'] as const) {
      const encoded = await encodeAnimation(animation, renditionSizes[name])
      renditions.push(await publisher.put({ name, format: 'webp', ...encoded }))
    }
  } catch (error) {
    if (error instanceof PictureFault) await publisher.withdraw(renditions)
    throw error
  }
  await announced
  await publisher.announce('picture.ready', { ...seen, renditions })
}
