/** Runs of escapes are decoded together, because a character may take several. What is no escape stays. */
export function urlDecode(text: string): string {
  return decodePercent(spaced(text))
}

/** Also `%uHHHH`, as IIS writes it. */
export function urlDecodeUnicode(text: string): string {
  const decoded = spaced(text).replace(/%[uU]([\da-fA-F]{4})/g, (_, code: string) => lowByte(Number.parseInt(code, 16)))
  return decodePercent(decoded)
}

function spaced(text: string): string {
  return text.includes('+') ? text.replaceAll('+', ' ') : text
}

function decodePercent(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/(?:%[\da-fA-F]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString())
}

const fullWidthFirst = 0xff01
const fullWidthLast = 0xff5e

/** Full-width letters become those that they look like; of any other code only the low byte is kept, as AWS does. */
export function lowByte(code: number): string {
  const byte = code & 0xff
  return String.fromCharCode(code >= fullWidthFirst && code <= fullWidthLast ? byte + 0x20 : byte)
}

const namedEntities: Readonly<Record<string, string>> = {
  quot: '"',
  nbsp: '\u00a0',
  lt: '<',
  gt: '>',
  amp: '&',
  apos: "'",
}

export function htmlEntityDecode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#[xX]([\da-fA-F]{1,8})|#(\d{1,8})|([a-zA-Z]{2,6}));?/g, decodeEntity)
}

function decodeEntity(entity: string, hex?: string, decimal?: string, name?: string): string {
  if (name !== undefined) return namedEntities[name.toLowerCase()] ?? entity
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity
}
