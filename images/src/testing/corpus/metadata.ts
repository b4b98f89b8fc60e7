import { sharp } from '../../rendering/sharp.ts'
import { drawHeic } from '../heic/heic.ts'
import { segment } from './bombs.ts'
import { pngChunk } from './png.ts'
import type { Sample } from './samples.ts'

/** Each is in every file below, in the ways that its format has; none may be in a rendition. */
export const planted = {
  camera: 'PlantedCamera',
  gps: 'PlantedGps',
  embeddedThumbnail: 'PlantedThumbnail',
  xmp: 'PlantedXmp',
  iptc: 'PlantedIptc',
  comment: 'PlantedComment',
  profile: 'PlantedProfile',
} as const

const size = { width: 40, height: 30 }
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><x:note>${planted.xmp}</x:note></x:xmpmeta>`

/** A TIFF structure: make, a pointer to GPS with a place's name, and a second directory with a thumbnail. */
export function tiff(): Buffer {
  const header = Buffer.from('II*\0\x08\0\0\0', 'latin1')
  const strings = [planted.camera, planted.gps, planted.embeddedThumbnail].map((text) =>
    Buffer.from(`${text}\0`, 'latin1'),
  )
  const dataAt = 8 + 30 + 18 + 30
  const offsets = strings.map(
    (_, index) => dataAt + strings.slice(0, index).reduce((sum, { length }) => sum + length, 0),
  )
  const [makeAt = 0, gpsAt = 0, thumbnailAt = 0] = offsets
  const [make = header, gps = header, thumbnail = header] = strings
  return Buffer.concat([
    header,
    directory([entry(0x010f, 2, make.length, makeAt), entry(0x8825, 4, 1, 38)], 56),
    directory([entry(0x001b, 2, gps.length, gpsAt)], 0),
    directory([entry(0x0201, 4, 1, thumbnailAt), entry(0x0202, 4, 1, thumbnail.length)], 0),
    ...strings,
  ])
}

function directory(entries: readonly Buffer[], next: number): Buffer {
  const count = Buffer.alloc(2)
  count.writeUInt16LE(entries.length)
  const nextAt = Buffer.alloc(4)
  nextAt.writeUInt32LE(next)
  return Buffer.concat([count, ...entries, nextAt])
}

function entry(tag: number, type: number, count: number, value: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt16LE(tag, 0)
  bytes.writeUInt16LE(type, 2)
  bytes.writeUInt32LE(count, 4)
  bytes.writeUInt32LE(value, 8)
  return bytes
}

/** A file of every format, full of what its owner would not want to publish. */
export async function tellingPictures(): Promise<Sample[]> {
  const drawn = () => sharp({ create: { ...size, channels: 3, background: '#808040' } })
  const profile = await namedProfile()
  const jpeg = await drawn().jpeg().toBuffer()
  const png = await drawn().png().toBuffer()
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff()])
  const told = [
    segment(0xe1, exif),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`)),
    segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), profile])),
    segment(0xed, photoshop()),
    segment(0xfe, Buffer.from(planted.comment)),
  ]
  const chunks = [
    pngChunk('eXIf', tiff()),
    pngChunk('tEXt', Buffer.from(`Comment\0${planted.comment}`)),
    pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`)),
  ]
  const heic = drawHeic({ columns: 1, rows: 1, colourAt: () => [90, 100, 140], exif: tiff(), profile })
  const telling = Buffer.concat([jpeg.subarray(0, 2), ...told, jpeg.subarray(2)])
  const webp = await sharp(telling).keepMetadata().webp().toBuffer()
  const avif = await sharp(telling).keepMetadata().avif().toBuffer()
  const gif = await drawn().gif().toBuffer()
  const comment = Buffer.concat([Buffer.of(0x21, 0xfe, planted.comment.length), Buffer.from(`${planted.comment}\0`)])
  return [
    {
      name: 'JPEG',
      format: 'jpeg',
      contentType: 'image/jpeg',
      bytes: telling,
    },
    {
      name: 'PNG',
      format: 'png',
      contentType: 'image/png',
      bytes: Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]),
    },
    { name: 'WebP', format: 'webp', contentType: 'image/webp', bytes: webp },
    { name: 'AVIF', format: 'avif', contentType: 'image/avif', bytes: avif },
    {
      name: 'GIF',
      format: 'gif',
      contentType: 'image/gif',
      bytes: Buffer.concat([gif.subarray(0, -1), comment, Buffer.of(0x3b)]),
    },
    { name: 'HEIC', format: 'heic', contentType: 'image/heic', bytes: heic },
  ]
}

/** A profile that works, with a name behind its end. */
async function namedProfile(): Promise<Buffer> {
  const file = await sharp({ create: { ...size, channels: 3, background: '#fff' } })
    .withIccProfile('p3')
    .png()
    .toBuffer()
  const { icc } = await sharp(file).metadata()
  if (icc === undefined) throw new Error('sharp wrote no profile')
  const profile = Buffer.concat([icc, Buffer.from(planted.profile.padEnd(16, '\0'))])
  profile.writeUInt32BE(profile.length, 0)
  return profile
}

/** IPTC-IIM, in the block that Photoshop keeps it in. */
function photoshop(): Buffer {
  const text = Buffer.from(planted.iptc)
  const dataset = Buffer.concat([
    Buffer.of(0x1c, 0x02, 0x78, 0, text.length),
    text,
    Buffer.alloc(text.length % 2 === 0 ? 1 : 0),
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(dataset.length)
  return Buffer.concat([Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0', 'latin1'), length, dataset])
}
