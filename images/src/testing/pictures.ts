import { sharp } from '../rendering/sharp.ts'

export interface Made {
  readonly width: number
  readonly height: number
  readonly colour?: string
}

/** A plain picture with a corner of another colour, top left, so that one sees how it was turned and cropped. */
export function draw({ width, height, colour = '#336699' }: Made) {
  const corner = { width: Math.ceil(width / 4), height: Math.ceil(height / 4) }
  return sharp({ create: { width, height, channels: 3, background: colour } }).composite([
    { input: { create: { ...corner, channels: 3, background: '#cc3300' } }, left: 0, top: 0 },
  ])
}

/** Frames that go from dark to light. */
export function drawFrames({ width, height }: Made, frames: number): Promise<Buffer[]> {
  return Promise.all(
    Array.from({ length: frames }, (_, index) => {
      const level = Math.round((255 * (index + 1)) / frames)
      return sharp({ create: { width, height, channels: 3, background: { r: level, g: level, b: 0 } } })
        .png()
        .toBuffer()
    }),
  )
}

export async function drawGif(made: Made, frames: number): Promise<Buffer> {
  const delay = Array.from({ length: frames }, () => 80)
  return sharp(await drawFrames(made, frames), { join: { animated: true } })
    .gif({ delay, loop: 3 })
    .toBuffer()
}

/** The colour of one pixel, `[r, g, b]`. */
export async function pixelAt(picture: Uint8Array, { x, y }: { x: number; y: number }): Promise<number[]> {
  const pipeline = sharp(picture).extract({ left: x, top: y, width: 1, height: 1 }).removeAlpha().raw()
  return [...(await pipeline.toBuffer())]
}
