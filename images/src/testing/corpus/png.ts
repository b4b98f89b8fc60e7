import { crc32, deflateSync } from 'node:zlib'

/** Chunks of a PNG, for files that no encoder would write. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, sum])
}

export const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

/** Grey, 8 bits, all black. */
export function blackPng(width: number, height: number, between: readonly Buffer[] = []): Buffer {
  const rows = deflateSync(Buffer.alloc((width + 1) * height), { level: 9 })
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', pngHeader(width, height)),
    ...between,
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

export function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  return header
}
