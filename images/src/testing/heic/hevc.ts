import { BitWriter } from './bit-writer.ts'
import { CabacEncoder } from './cabac.ts'

/** A still in H.265 (ITU-T H.265, sections named below) whose every block is PCM: no encoder is needed to write it. */
export interface HevcStill {
  /** Coded width and height, multiples of `blockSide`. */
  readonly width: number
  readonly height: number
  readonly parameterSets: readonly { readonly type: number; readonly unit: Buffer }[]
  /** Slices, each behind its length. */
  readonly data: Buffer
}

export type Yuv = readonly [number, number, number]

export const blockSide = 32

const unitTypes = { slice: 20, videoParameters: 32, sequenceParameters: 33, pictureParameters: 34 } as const

/** Every block of 32 pixels has one colour. */
export function encodeHevc(columns: number, rows: number, colourAt: (column: number, row: number) => Yuv): HevcStill {
  const width = columns * blockSide
  const height = rows * blockSide
  const slices: Buffer[] = []
  for (let block = 0; block < columns * rows; block += 1) {
    const colour = colourAt(block % columns, Math.floor(block / columns))
    slices.push(withLength(unit(unitTypes.slice, slice(block, columns * rows, colour))))
  }
  const parameterSets = [
    { type: unitTypes.videoParameters, unit: unit(unitTypes.videoParameters, videoParameters()) },
    { type: unitTypes.sequenceParameters, unit: unit(unitTypes.sequenceParameters, sequenceParameters(width, height)) },
    { type: unitTypes.pictureParameters, unit: unit(unitTypes.pictureParameters, pictureParameters()) },
  ]
  return { width, height, parameterSets, data: Buffer.concat(slices) }
}

/** 7.3.6 and 7.3.8: one block a slice, so that each begins with contexts in their first state. */
function slice(block: number, blocks: number, [y, u, v]: Yuv): BitWriter {
  const bits = new BitWriter().flags(block === 0 ? 1 : 0, 0).ue(0)
  if (block > 0) bits.u(block, Math.ceil(Math.log2(blocks)))
  bits.ue(2).ue(0).alignWithOne()
  const mode = new CabacEncoder(bits)
  mode.mostProbable()
  mode.terminate()
  bits.alignWithZeros()
  const chroma = (blockSide / 2) ** 2
  bits
    .bytes(Array(blockSide ** 2).fill(y))
    .bytes(Array(chroma).fill(u))
    .bytes(Array(chroma).fill(v))
  new CabacEncoder(bits).terminate()
  return bits.alignWithZeros()
}

/** 7.3.3: Main Still Picture, level 6. */
function profile(bits: BitWriter): BitWriter {
  return bits.u(3, 8).u(0x70000000, 32).flags(1, 0, 0, 1).u(0, 44).u(180, 8)
}

/** 7.3.2.1 */
function videoParameters(): BitWriter {
  const bits = new BitWriter().u(0, 4).flags(1, 1).u(0, 6).u(0, 3).flags(1).u(0xffff, 16)
  return profile(bits).flags(1).ue(0).ue(0).ue(0).u(0, 6).ue(0).flags(0, 0).alignWithOne()
}

/** 7.3.2.2 */
function sequenceParameters(width: number, height: number): BitWriter {
  const bits = profile(new BitWriter().u(0, 4).u(0, 3).flags(1))
  bits.ue(0).ue(1).ue(width).ue(height).flags(0).ue(0).ue(0).ue(0).flags(1).ue(0).ue(0).ue(0)
  bits.ue(2).ue(0).ue(0).ue(3).ue(0).ue(0).flags(0, 0, 0)
  bits.flags(1).u(7, 4).u(7, 4).ue(2).ue(0).flags(1)
  return bits.ue(0).flags(0, 0, 0, 0, 0).alignWithOne()
}

/** 7.3.2.3: no loop filter, so the samples come out as they went in. */
function pictureParameters(): BitWriter {
  const bits = new BitWriter().ue(0).ue(0).flags(0, 0).u(0, 3).flags(0, 0).ue(0).ue(0).ue(0).flags(0, 0, 0)
  bits.ue(0).ue(0).flags(0, 0, 0, 0, 0, 0, 0).flags(1, 0, 1).flags(0, 0).ue(0)
  return bits.flags(0, 0).alignWithOne()
}

/** 7.3.1: a header, and a 3 wherever the payload would look like a start code. */
function unit(type: number, payload: BitWriter): Buffer {
  const bytes: number[] = [type << 1, 1]
  let zeros = 0
  for (const byte of payload.toBuffer()) {
    if (zeros >= 2 && byte <= 3) {
      bytes.push(3)
      zeros = 0
    }
    bytes.push(byte)
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return Buffer.from(bytes)
}

export function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
