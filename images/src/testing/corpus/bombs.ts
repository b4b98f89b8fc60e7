import { deflateSync } from 'node:zlib'
import { pictureLimits } from '@porchlight/contract/pictures'
import { drawHeic } from '../heic/heic.ts'
import type { CorpusCase } from './case.ts'
import { blackPng, pngChunk, pngHeader, pngSignature } from './png.ts'
import type { Sample } from './samples.ts'

/** Small files that ask for much. */
export function bombs(all: readonly Sample[]): CorpusCase[] {
  return [...heads(all), ...contents(), ...ancillary(all)]
}

/** A head that claims more pixels or frames than are allowed, before hardly any data. */
function heads(all: readonly Sample[]): CorpusCase[] {
  const png = Buffer.concat([
    pngSignature,
    pngChunk('IHDR', pngHeader(60_000, 60_000)),
    pngChunk('IDAT', Buffer.alloc(9)),
  ])
  const jpeg = Buffer.from(bytesOf(all, 'JPEG'))
  jpeg.writeUInt32BE(0xfde8fde8, jpeg.indexOf('ffc0', 0, 'hex') + 5)
  const avif = Buffer.from(bytesOf(all, 'AVIF'))
  const size = avif.indexOf('ispe') + 8
  avif.writeUInt32BE(12_000, size)
  avif.writeUInt32BE(12_000, size + 4)
  const heic = drawHeic({
    columns: 1,
    rows: 1,
    colourAt: () => [0, 0, 0],
    claimedSize: { width: 30_000, height: 30_000 },
  })
  const tooMany = { ends: ['too_many_pixels'] } as const
  return [
    { title: 'PNG of 60,000 by 60,000', bytes: png, contentType: 'image/png', ...tooMany },
    { title: 'JPEG of 65,000 by 65,000', bytes: jpeg, contentType: 'image/jpeg', ...tooMany },
    {
      title: 'GIF of 60,000 by 60,000',
      bytes: gif(60_000, 1, 60_000),
      contentType: 'image/gif',
      ends: ['too_many_pixels', 'damaged'],
    },
    {
      title: 'WebP of 16,384 by 16,384',
      bytes: webpCanvas(),
      contentType: 'image/webp',
      ends: ['too_many_pixels', 'damaged'],
    },
    { title: 'AVIF of 12,000 by 12,000', bytes: avif, contentType: 'image/avif', ...tooMany },
    { title: 'HEIC of 30,000 by 30,000', bytes: heic, contentType: 'image/heic', ...tooMany },
    { title: 'GIF of 10,000 frames', bytes: gif(2, 10_000), contentType: 'image/gif', ends: ['too_many_frames'] },
    { title: 'GIF of 400 large frames', bytes: gif(2_000, 400), contentType: 'image/gif', ends: ['too_many_frames'] },
  ]
}

/** Data that unpacks to a thousand times its size. */
function contents(): CorpusCase[] {
  const type = { contentType: 'image/png' }
  const zeros = deflateSync(Buffer.alloc(60_000_000), { level: 9 })
  const text = pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), zeros]))
  const profile = pngChunk('iCCP', Buffer.concat([Buffer.from('icc\0\0', 'latin1'), zeros]))
  return [
    { title: 'PNG of 100 black megapixels', bytes: blackPng(10_000, 10_000), ...type, ends: ['too_many_pixels'] },
    { title: 'PNG of 24 black megapixels', bytes: blackPng(6_000, 4_000), ...type, ends: ['ready'] },
    { title: 'PNG with a text of 60 MB', bytes: blackPng(8, 8, [text]), ...type, ends: ['ready', 'damaged'] },
    { title: 'PNG with a profile of 60 MB', bytes: blackPng(8, 8, [profile]), ...type, ends: ['ready', 'damaged'] },
    {
      title: 'a file that is too large',
      bytes: Buffer.alloc(pictureLimits.maxBytes + 1),
      ...type,
      ends: ['too_large'],
    },
  ]
}

/** Metadata out of all proportion. */
function ancillary(all: readonly Sample[]): CorpusCase[] {
  const jpeg = bytesOf(all, 'JPEG')
  const tiff = Buffer.alloc(65_000, 'II*\0\x08\0\0\0\xff\xff', 'latin1')
  const exif = Array.from({ length: 100 }, () =>
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])),
  )
  const nested = Array.from({ length: 255 }, (_, index) => {
    const head = Buffer.concat([Buffer.from('ICC_PROFILE\0', 'latin1'), Buffer.of(index + 1, 255)])
    return segment(0xe2, Buffer.concat([head, Buffer.alloc(60_000, 'acspRGB XYZ ICC_PROFILE\0', 'latin1')]))
  })
  const type = { contentType: 'image/jpeg', ends: ['ready', 'damaged'] } as const
  return [
    { title: 'JPEG with 6 MB of EXIF', bytes: insert(jpeg, exif), ...type },
    { title: 'JPEG with 15 MB of profiles in profiles', bytes: insert(jpeg, nested), ...type },
  ]
}

function insert(jpeg: Buffer, segments: readonly Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)])
}

export function segment(marker: number, data: Uint8Array): Buffer {
  const head = Buffer.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255)
  return Buffer.concat([head, data])
}

/** On a screen of this side. libnsgif believes a screen of more than 2,048 only if a frame is as large. */
function gif(side: number, frames: number, frameSide = 1): Buffer {
  const screen = Buffer.from('4749463839610000000080000000000000ffffff', 'hex').subarray(0, 19)
  screen.writeUInt16LE(side, 6)
  screen.writeUInt16LE(side, 8)
  const frame = Buffer.from('21f904000a000000' + '2c000000000100010000' + '02024401' + '00', 'hex')
  frame.writeUInt16LE(frameSide, 13)
  frame.writeUInt16LE(frameSide, 15)
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => frame), Buffer.of(0x3b)])
}

function webpCanvas(): Buffer {
  return Buffer.from('524946461600000057454250565038580a00000002000000ff3f00ff3f00', 'hex')
}

function bytesOf(all: readonly Sample[], name: string): Buffer {
  const sample = all.find((one) => one.name === name)
  if (sample === undefined) throw new Error(`no sample of ${name}`)
  return sample.bytes
}
