import { hexPair } from './hex.ts'

const minTokenLength = 12
const maxTokens = 16
const token = /[a-z0-9+/_-]{12,}={0,2}/gi
const wholeValue = /^[a-z0-9+/_\r\n-]{4,}={0,2}$/i
const wholeHex = /^(?:0x|\\x)?(?:[0-9a-f]{2}){6,}$/i
/** Shares of a text, in percent. */
const minPrintable = 95

/** The texts that hide in base64 (either alphabet, padded or not) or in hexadecimal: the whole value, or long tokens in it. */
export function decodeHidden(text: string): readonly string[] {
  const found: string[] = []
  if (wholeHex.test(text)) collect(found, fromHex(text))
  if (wholeValue.test(text) && text.replace(/=+$/, '').length % 4 !== 1)
    collect(found, fromBase64(text.replaceAll(/[\r\n]/g, '')))
  if (text.length <= minTokenLength || found.length > 0) return found
  token.lastIndex = 0
  for (let index = 0; index < maxTokens; index += 1) {
    const match = token.exec(text)
    if (match === null) break
    collect(found, fromBase64(match[0]))
  }
  return found
}

function collect(found: string[], text: string | undefined): void {
  if (text !== undefined) found.push(text)
}

function fromBase64(encoded: string): string | undefined {
  if (!looksEncoded(encoded)) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  return isPrintable(text) ? text : undefined
}

/** Eight characters are six bytes: enough to turn down nearly everything that is not text. */
function looksEncoded(encoded: string): boolean {
  const head = Buffer.from(encoded.slice(0, 8), 'base64')
  return head.every((byte) => byte >= 0x80 || isPlain(byte))
}

function fromHex(text: string): string | undefined {
  let decoded = ''
  for (
    let at = text.startsWith('0') && /^0x/i.test(text) ? 2 : text.startsWith('\\') ? 2 : 0;
    at < text.length;
    at += 2
  ) {
    decoded += String.fromCharCode(hexPair(text, at))
  }
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
