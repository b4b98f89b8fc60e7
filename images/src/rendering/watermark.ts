import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Sharp } from 'sharp'
import { fitWithin, type Size } from './geometry.ts'
import { fromPixels, type Pixels, toPixels } from './pixels.ts'
import { sharp } from './sharp.ts'
import type { WatermarkSettings } from './watermark-settings.ts'

/** Shares of the picture: what the mark takes at most, and its distance from the edges. */
const widthShare = 0.3
const heightShare = 0.08
const marginShare = 0.02

/** Once for the life of the process; drawn large, because it is only ever shrunk. */
const drawnHeight = 128
const drawnWidth = 1_600

/** Lays one mark over pictures, in proportion to each. */
export class Watermark {
  readonly #mark: Pixels
  readonly #position: WatermarkSettings['position']

  private constructor(mark: Pixels, position: WatermarkSettings['position']) {
    this.#mark = mark
    this.#position = position
  }

  /** @throws when the file is not there, or no picture. */
  static async load({ mark, position, opacity }: WatermarkSettings): Promise<Watermark> {
    const drawn = mark.kind === 'text' ? drawText(mark.text) : await openMark(mark.path)
    const faded = Buffer.of(255, 255, 255, Math.round(255 * opacity))
    const pixels = await toPixels(
      drawn
        .resize(drawnWidth, drawnHeight, { fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb')
        .ensureAlpha()
        .composite([{ input: faded, raw: { width: 1, height: 1, channels: 4 }, tile: true, blend: 'dest-in' }]),
    )
    return new Watermark(pixels, position)
  }

  /** Pictures that are too small for a mark that one could read stay as they are. */
  async applyTo(picture: Pixels): Promise<Pixels> {
    const overlay = await this.overlayFor(picture)
    return overlay === undefined ? picture : toPixels(fromPixels(picture).composite([overlay]))
  }

  /** For one frame of this size; `tile` repeats nothing, as the overlay covers a frame, but reaches every one. */
  async overlayFor(frame: Size) {
    const available = { width: Math.floor(frame.width * widthShare), height: Math.floor(frame.height * heightShare) }
    if (available.width < 16 || available.height < 8) return undefined
    const scale = Math.min(1, available.width / this.#mark.width, available.height / this.#mark.height)
    const size = fitWithin(this.#mark, Math.max(this.#mark.width, this.#mark.height) * scale)
    const mark = await toPixels(fromPixels(this.#mark).resize({ ...size, fit: 'fill' }))
    const { width, height, channels } = mark
    const { left, top } = this.#place(frame, size)
    const canvas = fromPixels(mark).extend({
      left,
      top,
      right: frame.width - left - width,
      bottom: frame.height - top - height,
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    })
    return {
      input: await canvas.raw().toBuffer(),
      raw: { width: frame.width, height: frame.height, channels },
      tile: true,
    }
  }

  #place(frame: Size, mark: Size): { left: number; top: number } {
    const margin = Math.round(Math.min(frame.width, frame.height) * marginShare)
    const right = frame.width - mark.width
    const bottom = frame.height - mark.height
    if (this.#position === 'center') return { left: Math.floor(right / 2), top: Math.floor(bottom / 2) }
    return {
      left: this.#position.endsWith('west') ? Math.min(margin, right) : Math.max(0, right - margin),
      top: this.#position.startsWith('north') ? Math.min(margin, bottom) : Math.max(0, bottom - margin),
    }
  }
}

async function openMark(path: string): Promise<Sharp> {
  try {
    const bytes = await readFile(path)
    await sharp(bytes).metadata()
    return sharp(bytes)
  } catch (error) {
    throw new Error(`The watermark ${path} cannot be read: give a PNG or WebP in PORCHLIGHT_WATERMARK_PICTURE`, {
      cause: error,
    })
  }
}

/** White, with the font that the pages use, whatever fonts the machine has. */
function drawText(text: string) {
  const fontfile = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/atkinson-hyperlegible-next/600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf',
  )
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return sharp({
    text: {
      text: `<span foreground="white">${escaped}</span>`,
      font: 'Atkinson Hyperlegible Next SemiBold',
      fontfile,
      width: drawnWidth,
      height: drawnHeight,
      rgba: true,
    },
  })
}
