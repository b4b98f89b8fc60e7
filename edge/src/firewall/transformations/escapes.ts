import { lowByte } from './web-encodings.ts'

const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** `\uHHHH`, `\xHH`, octal and single-character escapes; a backslash before anything else is dropped. */
export function jsDecode(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([0-3]?[0-7]{1,2})|(.))/gs,
    (_, unicode?: string, hex?: string, octal?: string, character?: string) => {
      if (unicode !== undefined) return lowByte(Number.parseInt(unicode, 16))
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
      return controls[character ?? ''] ?? character ?? ''
    },
  )
}

/** A backslash, up to six hexadecimal digits of which the last two count, and one space that ends them. */
export function cssDecode(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    /\\(?:([\da-fA-F]{1,6})[ \t\n\r\f]?|(\r?\n)|(.))/gs,
    (_, hex?: string, newline?: string, character?: string) => {
      if (hex !== undefined) return lowByte(Number.parseInt(hex.slice(-4), 16))
      return newline === undefined ? (character ?? '') : ''
    },
  )
}

/** ANSI C: an escape that it does not know stays as it is. */
export function escapeSequenceDecode(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    /\\(?:x([\da-fA-F]{2})|0?([0-3]?[0-7]{1,2})|([abfnrtv\\?'"]))/g,
    (_, hex?: string, octal?: string, character?: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
      return controls[character ?? ''] ?? character ?? ''
    },
  )
}
