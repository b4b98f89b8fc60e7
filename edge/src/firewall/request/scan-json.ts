import { type JsonContent, type JsonEntry, pointerTo } from './json-body.ts'

/** Where the scan stands inside an object or an array. */
interface Level {
  readonly kind: 'object' | 'array'
  readonly pointer: string
  index: number
  key: string | undefined
}

interface Token {
  readonly text: string
  readonly end: number
  readonly whole: boolean
}

/**
 * Reads JSON that `JSON.parse` refuses, because it is broken or was cut, up to where it cannot be read. One pass, and
 * lenient about commas and colons: only strings and scalars matter, and where they stand.
 */
export function scanJson(text: string): JsonContent {
  const entries: JsonEntry[] = []
  const levels: Level[] = []
  let at = 0
  while (at < text.length) {
    const character = text.charAt(at)
    if (isFiller(character)) at += 1
    else if (character === '{' || character === '[') {
      levels.push({
        kind: character === '{' ? 'object' : 'array',
        pointer: pointerOf(levels),
        index: 0,
        key: undefined,
      })
      at += 1
    } else if (character === '}' || character === ']') {
      levels.pop()
      finishValue(levels)
      at += 1
    } else {
      const token = character === '"' ? readString(text, at) : readScalar(text, at)
      if (token === undefined) return { valid: false, entries }
      take(levels, entries, token.text)
      if (!token.whole) return { valid: false, entries }
      at = token.end
    }
  }
  return { valid: false, entries }
}

function isFiller(character: string): boolean {
  return character === ',' || character === ':' || character <= ' '
}

function pointerOf(levels: readonly Level[]): string {
  const level = levels.at(-1)
  if (level === undefined) return ''
  return pointerTo(level.pointer, level.kind === 'array' ? String(level.index) : (level.key ?? ''))
}

function take(levels: Level[], entries: JsonEntry[], text: string): void {
  const level = levels.at(-1)
  if (level?.kind === 'object' && level.key === undefined) {
    level.key = text
    entries.push({ pointer: pointerOf(levels), kind: 'key', text })
    return
  }
  entries.push({ pointer: pointerOf(levels), kind: 'value', text })
  finishValue(levels)
}

function finishValue(levels: Level[]): void {
  const level = levels.at(-1)
  if (level === undefined) return
  level.key = undefined
  level.index += 1
}

const scalar = /[-+.\w]+/y

function readScalar(text: string, start: number): Token | undefined {
  scalar.lastIndex = start
  const found = scalar.exec(text)?.[0]
  return found === undefined ? undefined : { text: found, end: start + found.length, whole: true }
}

/** `start` is at the opening quote; a string that the text ends in is read as far as it goes. */
function readString(text: string, start: number): Token {
  let end = start + 1
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
  const whole = end < text.length
  return { text: unescapeJson(text.slice(start + 1, end)), end: end + 1, whole }
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function unescapeJson(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(?:u([\da-fA-F]{4})|(.))/gs, (_, code: string | undefined, character: string | undefined) =>
    code === undefined ? (escapes[character ?? ''] ?? character ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  )
}
