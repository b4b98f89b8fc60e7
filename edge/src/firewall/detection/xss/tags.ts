import { work } from '../work.ts'

export interface Tag {
  /** In lower case. */
  readonly name: string
  readonly attributes: readonly Attribute[]
  readonly start: number
  readonly end: number
}

export interface Attribute {
  readonly name: string
  readonly value: string
  readonly quoted: boolean
}

const maxTags = 200
const maxAttributes = 24
const maxTagLength = 2_000
const nameStart = /[a-z!?/]/i
const tagName = /[a-z!?][^\s/>"'=<]{0,40}/iy

/** Reads tags as browsers do, in one pass: what stands in a tag is not looked at as a tag again. */
export function readTags(text: string): readonly Tag[] {
  const tags: Tag[] = []
  let at = text.indexOf('<')
  while (at >= 0 && tags.length < maxTags) {
    const tag = readTag(text, at)
    if (tag !== undefined) tags.push(tag)
    at = text.indexOf('<', tag?.end ?? at + 1)
  }
  return tags
}

function readTag(text: string, start: number): Tag | undefined {
  work.steps += 1
  let at = start + 1
  // Some filters let a space, a slash or a control character pass here; so do some readers of HTML.
  while (at < start + 6 && /[\s/%<\p{Cc}]/u.test(text.charAt(at))) at += 1
  if (!nameStart.test(text.charAt(at))) return undefined
  tagName.lastIndex = at
  const name = tagName.exec(text)?.[0]
  if (name === undefined) return undefined
  const { attributes, end } = readAttributes(text, at + name.length)
  work.steps += end - start
  return { name: name.toLowerCase(), attributes, start, end }
}

function readAttributes(text: string, from: number): { attributes: Attribute[]; end: number } {
  const attributes: Attribute[] = []
  const limit = Math.min(text.length, from + maxTagLength)
  let at = from
  while (at < limit && attributes.length < maxAttributes) {
    const code = text.charCodeAt(at)
    if (code === 0x3e) return { attributes, end: at + 1 }
    if (isSeparator(code)) {
      at += 1
      continue
    }
    if (code === 0x3c && attributes.length > 0) return { attributes, end: at }
    const attribute = readAttribute(text, at, limit)
    attributes.push(attribute.attribute)
    at = Math.max(attribute.end, at + 1)
  }
  return { attributes, end: at }
}

/** Quotes out of place and slashes separate as well as spaces do. */
function isSeparator(code: number): boolean {
  return code <= 0x20 || code === 0x2f || code === 0x22 || code === 0x27 || code === 0x60 || code === 0xa0
}

function readAttribute(text: string, from: number, limit: number): { attribute: Attribute; end: number } {
  let at = from
  while (at < limit && !isSeparator(text.charCodeAt(at)) && !'=>'.includes(text.charAt(at))) at += 1
  const name = text.slice(from, at).toLowerCase()
  let sign = at
  while (sign < limit && text.charCodeAt(sign) <= 0x20) sign += 1
  if (text.charAt(sign) !== '=') return { attribute: { name, value: '', quoted: true }, end: at }
  sign += 1
  while (sign < limit && text.charCodeAt(sign) <= 0x20) sign += 1
  const quote = text.charAt(sign)
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, sign + 1)
    const end = close < 0 || close > limit ? limit : close
    return { attribute: { name, value: text.slice(sign + 1, end), quoted: true }, end: end + 1 }
  }
  let end = sign
  while (end < limit && text.charCodeAt(end) > 0x20 && text.charAt(end) !== '>') end += 1
  return { attribute: { name, value: text.slice(sign, end), quoted: false }, end }
}
