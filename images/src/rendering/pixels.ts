import type { Sharp } from 'sharp'
import { PictureFault } from '../picture-fault.ts'
import type { Size } from './geometry.ts'
import { sharp } from './sharp.ts'

/** sRGB, 8 bits a channel, upright, without metadata. */
export interface Pixels extends Size {
  readonly data: Buffer
  readonly channels: 1 | 2 | 3 | 4
}

export function fromPixels({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels } })
}

export async function toPixels(pipeline: Sharp): Promise<Pixels> {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels }
}

/** Whatever a decoder says, it says of the member's file. */
export function decodingFault(error: unknown): PictureFault {
  const tookTooLong = error instanceof Error && error.message.includes('timeout')
  return new PictureFault(tookTooLong ? 'took_too_long' : 'damaged', { cause: error })
}
