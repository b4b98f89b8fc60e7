import { hexDigit, hexPair } from './hex.ts'

const percent = 0x25
const letterU = 0x75

/** Decodes `%XX` (UTF-8, overlong forms too, stray bytes as Latin-1) and `%uXXXX`; leaves anything else as it stands. */
export function decodeUrl(text: string): string {
  let at = text.indexOf('%')
  if (at < 0) return text
  let decoded = ''
  let from = 0
  while (at >= 0) {
    const found = readEscape(text, at)
    if (found !== undefined) {
      decoded += text.slice(from, at) + found.character
      from = found.end
    }
    at = text.indexOf('%', found?.end ?? at + 1)
  }
  return from === 0 ? text : decoded + text.slice(from)
}

interface Escape {
  readonly character: string
  readonly end: number
}

function readEscape(text: string, at: number): Escape | undefined {
  if ((text.charCodeAt(at + 1) | 0x20) === letterU) return readWide(text, at)
  const lead = byteAt(text, at)
  if (lead < 0) return undefined
  const length = sequenceLength(lead)
  let point = length === 1 ? lead : lead & (0xff >> (length + 1))
  for (let index = 1; index < length; index += 1) {
    const next = byteAt(text, at + index * 3)
    if ((next & 0xc0) !== 0x80) return { character: String.fromCharCode(lead), end: at + 3 }
    point = (point << 6) | (next & 0x3f)
  }
  return { character: point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd', end: at + length * 3 }
}

function readWide(text: string, at: number): Escape | undefined {
  const high = hexPair(text, at + 2)
  const low = hexPair(text, at + 4)
  return high < 0 || low < 0 ? undefined : { character: String.fromCharCode((high << 8) | low), end: at + 6 }
}

function byteAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== percent || hexDigit(text.charCodeAt(at + 1)) < 0) return -1
  return hexPair(text, at + 1)
}

function sequenceLength(lead: number): number {
  if (lead < 0xc0 || lead > 0xf7) return 1
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : 4
}
