import { createHash } from 'node:crypto'

/** A text that is not Base64 stays as it is. Both alphabets, with and without padding. */
export function decodeBase64(text: string): string {
  const isBase64 = /^[\w+/-]+={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1
  return isBase64 ? Buffer.from(text, 'base64').toString() : text
}

/** What is not of the alphabet is left out. */
export function decodeBase64Leniently(text: string): string {
  return Buffer.from(text.replace(/[^\w+/-]/g, ''), 'base64').toString()
}

export function decodeHex(text: string): string {
  return /^(?:[\da-fA-F]{2})+$/.test(text) ? Buffer.from(text, 'hex').toString() : text
}

/** `0x414243` is `ABC`. */
export function decodeSqlHex(text: string): string {
  if (!/0x/i.test(text)) return text
  return text.replace(/0[xX]((?:[\da-fA-F]{2})+)/g, (_, digits: string) => Buffer.from(digits, 'hex').toString())
}

/** Every character outside ASCII as `%uHHHH`. */
export function utf8ToUnicode(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (character) => `%u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Sixteen raw bytes. */
export function md5(text: string): string {
  return createHash('md5').update(text).digest('latin1')
}
