import type { PictureType } from '@porchlight/contract/pictures'

/** As many bytes from the start as tell what a file is. */
export const signatureBytes = 32

/** Brands of the ISO base media file format (ISO/IEC 23008-12, AVIF) that stand for a still picture. */
const brands: Readonly<Record<string, PictureType>> = {
  avif: 'image/avif',
  avis: 'image/avif',
  heic: 'image/heic',
  heix: 'image/heic',
  heim: 'image/heic',
  heis: 'image/heic',
  hevc: 'image/heic',
  hevx: 'image/heic',
  mif1: 'image/heif',
  msf1: 'image/heif',
}

/** What a file is by its first bytes: its name or what the device says may be wrong, or nothing for HEIC. */
export function pictureTypeOf(start: Uint8Array): PictureType | undefined {
  const text = String.fromCharCode(...start.slice(0, signatureBytes))
  if (text.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg'
  if (text.startsWith('\u0089PNG\r\n\u001a\n')) return 'image/png'
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp'
  return text.slice(4, 8) === 'ftyp' ? brandOf(text) : undefined
}

/** `mif1` says only that it is a still picture; what kind, a compatible brand behind it may say. */
function brandOf(text: string): PictureType | undefined {
  const major = brands[text.slice(8, 12)]
  if (major !== 'image/heif') return major
  const compatible = [16, 20, 24, 28].map((offset) => brands[text.slice(offset, offset + 4)])
  return compatible.find((type) => type === 'image/avif' || type === 'image/heic') ?? major
}
