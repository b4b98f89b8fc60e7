import { encodeHevc, type HevcStill, withLength, type Yuv } from './hevc.ts'

/** Blocks of 32 pixels. */
export interface HeicDrawing {
  readonly columns: number
  readonly rows: number
  readonly colourAt: (column: number, row: number) => Yuv
  /** Quarter turns against the clock, as phones write them. */
  readonly turns?: 0 | 1 | 2 | 3
  /** Claimed in place of the coded size. */
  readonly claimedSize?: { readonly width: number; readonly height: number }
  /** An ICC profile. */
  readonly profile?: Uint8Array
  /** A TIFF structure. */
  readonly exif?: Uint8Array
}

/** A file of one still, in the container of ISO/IEC 23008-12, as a phone writes it. */
export function drawHeic(drawing: HeicDrawing): Buffer {
  const still = encodeHevc(drawing.columns, drawing.rows, drawing.colourAt)
  const exif = drawing.exif === undefined ? undefined : Buffer.concat([u32(0), drawing.exif])
  const data = [still.data, ...(exif === undefined ? [] : [exif])]
  const head = box('ftyp', ascii('heic'), u32(0), ascii('mif1heic'))
  const size = head.length + meta(drawing, still, [0, 0]).length + 8
  const offsets = data.map((_, index) => size + data.slice(0, index).reduce((sum, { length }) => sum + length, 0))
  return Buffer.concat([head, meta(drawing, still, offsets), box('mdat', ...data)])
}

function meta(drawing: HeicDrawing, still: HevcStill, offsets: readonly number[]): Buffer {
  const { exif, turns = 0, profile, claimedSize = still } = drawing
  const properties = [
    configuration(still),
    fullBox('ispe', u32(claimedSize.width), u32(claimedSize.height)),
    box('irot', u8(turns)),
    ...(profile === undefined ? [] : [box('colr', ascii('prof'), profile)]),
  ]
  const lengths = [still.data.length, ...(exif === undefined ? [] : [exif.length + 4])]
  const items = ['hvc1', ...(exif === undefined ? [] : ['Exif'])]
  const parts = [
    fullBox('hdlr', u32(0), ascii('pict'), Buffer.alloc(13)),
    fullBox('pitm', u16(1)),
    fullBox('iinf', u16(items.length), ...items.map((type, index) => itemInfo(index + 1, type))),
    ...(exif === undefined ? [] : [fullBox('iref', box('cdsc', u16(2), u16(1), u16(1)))]),
    box(
      'iprp',
      box('ipco', ...properties),
      fullBox('ipma', u32(1), u16(1), u8(properties.length), ...properties.map((_, index) => u8(0x80 | (index + 1)))),
    ),
    fullBox(
      'iloc',
      u8(0x44),
      u8(0),
      u16(items.length),
      ...lengths.map((length, index) => location(index + 1, offsets[index] ?? 0, length)),
    ),
  ]
  return fullBox('meta', ...parts)
}

function itemInfo(id: number, type: string): Buffer {
  const payload = Buffer.concat([u16(id), u16(0), ascii(type), u8(0)])
  return box('infe', u32(0x02000000), payload)
}

function location(id: number, offset: number, length: number): Buffer {
  return Buffer.concat([u16(id), u16(0), u16(1), u32(offset), u32(length)])
}

/** ISO/IEC 14496-15, 8.3.3. */
function configuration({ parameterSets }: HevcStill): Buffer {
  const fixed = Buffer.from('010370000000900000000000b4f000fcfdf8f800000f', 'hex')
  const arrays = parameterSets.map(({ type, unit }) => Buffer.concat([u8(0x80 | type), u16(1), u16(unit.length), unit]))
  return box('hvcC', fixed, u8(arrays.length), ...arrays)
}

function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const payload = Buffer.concat([ascii(type), ...parts])
  const whole = withLength(payload)
  whole.writeUInt32BE(whole.length)
  return whole
}

function fullBox(type: string, ...parts: readonly Uint8Array[]): Buffer {
  return box(type, u32(0), ...parts)
}

const ascii = (text: string) => Buffer.from(text, 'latin1')
const u8 = (value: number) => Buffer.of(value)
const u16 = (value: number) => Buffer.of(value >> 8, value & 255)
function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
