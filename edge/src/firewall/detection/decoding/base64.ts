const minTokenLength = 12
const maxTokens = 16
const wholeValue = /^[a-z0-9+/_\r\n-]{4,}={0,2}$/i
const wholeHex = /^(?:0x|\\x)?(?:[0-9a-f]{2}){6,}$/i
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const sextets = new Uint8Array(128)
const inAlphabet = new Uint8Array(128)
for (const [value, character] of [...letters].entries()) {
  sextets[character.charCodeAt(0)] = value
}
for (const [character, value] of [
  ['+', 62],
  ['-', 62],
  ['/', 63],
  ['_', 63],
] as const)
  sextets[character.charCodeAt(0)] = value
for (const character of `${letters}+/-_`) inAlphabet[character.charCodeAt(0)] = 1
/** Shares of a text, in percent. */
const minPrintable = 95

/** The texts that hide in base64 (either alphabet, padded or not) or in hexadecimal: the whole value, or long tokens in it. */
export function decodeHidden(text: string): readonly string[] {
  const found: string[] = []
  if (wholeHex.test(text)) collect(found, fromHex(text))
  if (wholeValue.test(text) && text.replace(/=+$/, '').length % 4 !== 1)
    collect(found, fromBase64(text.replaceAll(/[\r\n]/g, '')))
  if (text.length <= minTokenLength || found.length > 0) return found
  collectTokens(text, found)
  return found
}

function collectTokens(text: string, found: string[]): void {
  let start = 0
  for (let at = 0, tried = 0; at <= text.length && tried < maxTokens; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 128 && inAlphabet[code] === 1) continue
    if (at - start >= minTokenLength) {
      collect(found, fromBase64(text.slice(start, at)))
      tried += 1
    }
    start = at + 1
  }
}

function collect(found: string[], text: string | undefined): void {
  if (text !== undefined) found.push(text)
}

function fromBase64(encoded: string): string | undefined {
  if (!looksEncoded(encoded)) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  return isPrintable(text) ? text : undefined
}

/** A dozen characters are nine bytes: enough to turn down nearly everything that is not text. */
function looksEncoded(encoded: string): boolean {
  let follows = 0
  for (let at = 0, bits = 0, held = 0; at < 12 && at < encoded.length; at += 1) {
    held = ((held << 6) | (sextets[encoded.charCodeAt(at)] ?? 0)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    follows = following((held >> bits) & 0xff, follows)
    if (follows < 0) return false
  }
  return true
}

/** How many continuation bytes UTF-8 expects after this one, or -1 where text has no such byte. */
function following(byte: number, expected: number): number {
  if (expected > 0) return (byte & 0xc0) === 0x80 ? expected - 1 : -1
  if (byte < 0x80) return isPlain(byte) ? 0 : -1
  if (byte < 0xc2 || byte > 0xf4) return -1
  return byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
}

/** As UTF-8, which random bytes nearly never are: keys and signatures are written so. */
function fromHex(text: string): string | undefined {
  const decoded = Buffer.from(text.replace(/^(?:0x|\\x)/i, ''), 'hex').toString('utf8')
  return isPrintable(decoded) ? decoded : undefined
}

function isPrintable(text: string): boolean {
  let printable = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd || (code >= 0x80 && code < 0xa0)) continue
    if (code >= 0x80 || isPlain(code)) printable += 1
  }
  return printable * 100 >= text.length * minPrintable && text.length >= 2
}

function isPlain(code: number): boolean {
  return (code >= 0x20 && code < 0x7f) || (code >= 0x09 && code <= 0x0d) || code === 0
}
