/** What attackers, and the public benchmarks of web application firewalls, do to a payload. */
export interface Encoding {
  readonly name: string
  encode(text: string): string
}

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8')

export const encodings: readonly Encoding[] = [
  { name: 'plain', encode: (text) => text },
  { name: 'URL, every byte', encode: percent },
  { name: 'URL, twice', encode: (text) => percent(text).replaceAll('%', '%25') },
  { name: 'base64', encode: (text) => utf8(text).toString('base64') },
  { name: 'base64, no padding', encode: (text) => utf8(text).toString('base64').replace(/=+$/, '') },
  { name: 'base64url', encode: (text) => padded(utf8(text).toString('base64url')) },
  { name: 'base64url, no padding', encode: (text) => utf8(text).toString('base64url') },
  { name: 'JSON escapes', encode: (text) => eachUnit(text, (unit) => `\\u${hex(unit, 4)}`) },
  { name: 'entities, decimal', encode: (text) => eachPoint(text, (point) => `&#${point};`) },
  { name: 'entities, hexadecimal', encode: (text) => eachPoint(text, (point) => `&#x${hex(point, 2)};`) },
  { name: 'entities, by name', encode: named },
  { name: 'JS escapes', encode: (text) => eachUnit(text, (u) => (u < 256 ? `\\x${hex(u, 2)}` : `\\u${hex(u, 4)}`)) },
]

function percent(text: string): string {
  return [...utf8(text)].map((byte) => `%${hex(byte, 2)}`).join('')
}

function named(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
    '&': '&amp;',
  }
  return text.replace(/[<>"'&]/g, (character) => names[character] ?? character)
}

function padded(text: string): string {
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

function eachUnit(text: string, write: (unit: number) => string): string {
  return text
    .split('')
    .map((character) => write(character.charCodeAt(0)))
    .join('')
}

function eachPoint(text: string, write: (point: number) => string): string {
  return [...text].map((character) => write(character.codePointAt(0) ?? 0)).join('')
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
