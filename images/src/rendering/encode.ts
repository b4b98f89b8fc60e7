import type { RenditionFormat } from '@porchlight/contract/pictures'
import type { Sharp } from 'sharp'
import { fitWithin } from './geometry.ts'
import { fromPixels, type Pixels, toPixels } from './pixels.ts'

/** Measured in docs/decisions: more effort costs several times the processor time for a few per cent of the bytes. */
const webp = { quality: 78, effort: 2 } as const
const avif = { quality: 50, effort: 0 } as const

export function encode(pixels: Pixels, format: RenditionFormat): Promise<Buffer> {
  return inFormat(fromPixels(pixels), format).toBuffer()
}

function inFormat(pipeline: Sharp, format: RenditionFormat): Sharp {
  return format === 'webp' ? pipeline.webp(webp) : pipeline.avif(avif)
}

/** The same pixels where they fit already. */
export async function shrink(pixels: Pixels, longestSide: number): Promise<Pixels> {
  const size = fitWithin(pixels, longestSide)
  if (size.width === pixels.width && size.height === pixels.height) return pixels
  return toPixels(fromPixels(pixels).resize({ ...size, fit: 'fill' }))
}
