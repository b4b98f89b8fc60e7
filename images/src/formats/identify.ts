import { PictureFault } from '../picture-fault.ts'

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'heic'

/** Longest of the signatures below, and of a `ftyp` box with more brands than any camera writes. */
const headBytes = 512

/** By the first bytes, in hexadecimal, as decoders see them: a name or a declared type decides nothing. */
const signatures: readonly { readonly format: PictureFormat; readonly starts: RegExp }[] = [
  { format: 'jpeg', starts: /^ffd8ff/ },
  { format: 'png', starts: /^89504e470d0a1a0a/ },
  { format: 'gif', starts: /^47494638(?:37|39)61/ },
  { format: 'webp', starts: /^52494646.{8}57454250565038(?:20|4c|58)/ },
]

/** Pictures of other kinds: a member reads that they are not supported, rather than that they are none. */
const unsupportedSignatures = [
  /^(?:4949(?:2a|2b)00|4d4d00(?:2a|2b))/, // TIFF, and most raw files of cameras
  /^424d.{8}00000000/, // BMP
  /^0000(?:01|02)00/, // ICO, CUR
  /^38425053/, // PSD
  /^(?:ff0a|0000000c4a584c20)/, // JPEG XL
  /^(?:0000000c6a502020|ff4fff51)/, // JPEG 2000
  /^25(?:504446|215053)/, // PDF, PostScript
]
const markup = /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg[\s>])/i

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis'])
const avifBrands = new Set(['avif', 'avis'])
/** Still pictures coded in ways that we do not read, and raw files of cameras. */
const otherBrands = new Set(['mif1', 'msf1', 'hevc', 'hevx', 'crx ', 'jpeg', 'j2ki', 'vvic'])

/** @throws {PictureFault} `not_a_picture`, `unsupported` */
export function identifyFormat(bytes: Uint8Array): PictureFormat {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headBytes))
  const hex = head.toString('hex')
  const known = signatures.find(({ starts }) => starts.test(hex))
  if (known !== undefined) return known.format
  const text = head.toString('latin1')
  if (text.slice(4, 8) === 'ftyp') return identifyBrand(head.readUInt32BE(), text)
  const recognised = markup.test(text) || unsupportedSignatures.some((starts) => starts.test(hex))
  throw new PictureFault(recognised ? 'unsupported' : 'not_a_picture')
}

/** ISO/IEC 14496-12, 4.3: the major brand, a version, then all brands that a reader may take the file for. */
function identifyBrand(boxBytes: number, head: string): PictureFormat {
  const compatible = head.slice(16, boxBytes).match(/[\s\S]{4}/g) ?? []
  const brands = [head.slice(8, 12), ...compatible]
  for (const brand of brands) {
    if (heicBrands.has(brand)) return 'heic'
    if (avifBrands.has(brand)) return 'avif'
  }
  throw new PictureFault(brands.some((brand) => otherBrands.has(brand)) ? 'unsupported' : 'not_a_picture')
}

/** `image/heif` names the container, which both AVIF and HEIC use. */
const typesOf: Readonly<Record<PictureFormat, readonly string[]>> = {
  jpeg: ['image/jpeg'],
  png: ['image/png'],
  webp: ['image/webp'],
  gif: ['image/gif'],
  avif: ['image/avif', 'image/heif'],
  heic: ['image/heic', 'image/heif'],
}

/** @throws {PictureFault} `type_mismatch`: the bytes are of another format than the member's browser declared. */
export function checkDeclaredType(format: PictureFormat, declaredType: string): void {
  if (!typesOf[format].includes(declaredType.toLowerCase())) throw new PictureFault('type_mismatch')
}
