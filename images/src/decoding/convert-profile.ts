import { crc32, deflateSync } from 'node:zlib'
import { fromPixels, type Pixels, toPixels } from '../rendering/pixels.ts'
import { sharp } from '../rendering/sharp.ts'

/** Signature and IHDR of a PNG: the profile follows them. */
const pngHeadBytes = 8 + 25

/**
 * Turns pixels that are meant in a colour profile into sRGB. libvips takes profiles from files only, so the pixels,
 * small already, go through a PNG that is not compressed. A profile that it cannot use changes nothing.
 */
export async function convertFromProfile(pixels: Pixels, profile: Buffer): Promise<Pixels> {
  const png = await fromPixels(pixels).png({ compressionLevel: 0 }).toBuffer()
  const data = Buffer.concat([Buffer.from('profile\0\0', 'latin1'), deflateSync(profile)])
  const file = Buffer.concat([png.subarray(0, pngHeadBytes), chunk('iCCP', data), png.subarray(pngHeadBytes)])
  return toPixels(sharp(file).toColourspace('srgb'))
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([u32(data.length), typed, u32(crc32(typed))])
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
