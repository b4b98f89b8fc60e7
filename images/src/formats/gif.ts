const trailer = 0x3b
const extension = 0x21
const image = 0x2c
const screenBytes = 13
const descriptorBytes = 10

/**
 * Whether a GIF goes on to its end (GIF89a, appendix B). libvips shows as many frames as are there and says nothing of
 * the others.
 */
export function isWholeGif(bytes: Uint8Array): boolean {
  let at = screenBytes + colourTableBytes(bytes[10])
  for (;;) {
    const block = bytes[at]
    if (block === trailer) return true
    if (block === extension) at = skipSubBlocks(bytes, at + 2)
    else if (block === image) at = skipSubBlocks(bytes, at + descriptorBytes + colourTableBytes(bytes[at + 9]) + 1)
    else return false
  }
}

function colourTableBytes(flags = 0): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)
}

function skipSubBlocks(bytes: Uint8Array, start: number): number {
  let at = start
  for (let length = bytes[at] ?? 0; length !== 0; length = bytes[at] ?? 0) at += length + 1
  return at + 1
}
