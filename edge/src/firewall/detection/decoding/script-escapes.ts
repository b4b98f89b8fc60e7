const escapes = /\\(?:u\{0{0,6}([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([0-3]?[0-7]{2})|(\/)|(r\\n))/gi

/** Decodes JavaScript's and JSON's `\uXXXX`, `\u{X}`, `\xXX`, octal escapes and `\/`, which also PHP, Python and shells read. */
export function decodeScriptEscapes(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    escapes,
    (whole, braced?: string, wide?: string, byte?: string, octal?: string, slash?: string, lines?: string): string => {
      if (lines !== undefined) return '\r\n'
      if (slash !== undefined) return slash
      const point = octal === undefined ? Number.parseInt(braced ?? wide ?? byte ?? '', 16) : Number.parseInt(octal, 8)
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole
    },
  )
}
