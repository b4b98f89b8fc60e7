import type { InspectedBody } from '../inspected-request.ts'
import { readJson } from './json-body.ts'
import { type MultipartPart, parseMultipart } from './multipart.ts'
import { parsePairs } from './pairs.ts'
import { readXmlTexts } from './xml-texts.ts'

/** A text in a body, with the name of the field that holds it. */
export interface BodyText {
  readonly name: string
  readonly text: string
}

/** The texts that whoever reads the body will see: names and values, decoded once as its content type says. */
export function readBody(body: InspectedBody, contentType: string): readonly BodyText[] {
  if (body.bytes.length === 0) return []
  if (/^[^;]*\bjson\b/i.test(contentType)) return readJsonTexts(body.bytes.toString(), body.oversize)
  if (/^\s*application\/x-www-form-urlencoded/i.test(contentType)) return readForm(body.bytes.toString())
  if (/^\s*multipart\//i.test(contentType)) {
    const parts = parseMultipart(body.bytes, contentType)
    if (parts !== undefined) return parts.flatMap(readPart)
  }
  if (/^[^;]*\bxml\b/i.test(contentType)) return readXml(body)
  return readUnknown(body)
}

function readJsonTexts(text: string, wasCut: boolean): readonly BodyText[] {
  const { valid, entries } = readJson(text)
  const texts = entries.map((entry) => ({ name: entry.pointer, text: entry.text }))
  // Another reader may make something else of a text that only claims to be JSON.
  if (!valid && !wasCut) texts.push({ name: '', text })
  return texts
}

function readForm(text: string): readonly BodyText[] {
  const texts: BodyText[] = []
  for (const pair of parsePairs(text)) {
    const name = decodeFormText(pair.name)
    texts.push({ name, text: decodeFormText(pair.value) })
    if (name !== '') texts.push({ name, text: name })
  }
  return texts
}

/** Plus is a space; an escape that is not one, or no UTF-8, stays as it is. Nothing is thrown: thousands of faults are cheap. */
export function decodeFormText(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  return spaced.includes('%') ? spaced.replace(/(?:%[\da-f]{2})+/gi, decodeRun) : spaced
}

const replacement = '\ufffd'

/** A byte that begins no character of UTF-8. */
const neverFirst = /^%(?:[89ab]|c[01]|f[5-9a-f])/i

function decodeRun(run: string): string {
  if (neverFirst.test(run)) return run
  const decoded = Buffer.from(run.replaceAll('%', ''), 'hex').toString()
  return decoded.includes(replacement) ? run : decoded
}

function readPart({ name, filename, content }: MultipartPart): readonly BodyText[] {
  const texts = [{ name, text: name }]
  if (filename !== undefined) texts.push({ name: `${name}.filename`, text: filename })
  if (!isBinary(content)) texts.push({ name, text: content.toString() })
  return texts.filter(({ text }) => text !== '')
}

/** The document as a whole, for what it declares, and each text that its reader will see. */
function readXml({ bytes }: InspectedBody): readonly BodyText[] {
  if (isBinary(bytes)) return []
  const document = bytes.toString()
  return [document, ...readXmlTexts(document)].map((text) => ({ name: '', text }))
}

function readUnknown({ bytes, oversize }: InspectedBody): readonly BodyText[] {
  if (isBinary(bytes)) return []
  const text = bytes.toString()
  return /^\s*[[{]/.test(text) ? readJsonTexts(text, oversize) : [{ name: '', text }]
}

/** A picture or a compressed body: no text, and what looks like one in it is chance. */
export function isBinary(bytes: Buffer): boolean {
  const end = Math.min(bytes.length, 512)
  let control = 0
  for (let index = 0; index < end; index += 1) {
    const byte = bytes[index] ?? 0
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control += 1
  }
  return control > end / 20
}
