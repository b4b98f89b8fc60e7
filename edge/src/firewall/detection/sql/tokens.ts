import { work } from '../work.ts'
import { classifyWord, type WordClass } from './words.ts'

export type Token =
  | { readonly kind: 'number' | 'comment' | 'end' | 'open' | 'close' | 'comma' | 'semicolon'; readonly text: string }
  /** `closed` is false when the text ends before the string does: the query's own quote would end it. */
  | { readonly kind: 'string'; readonly text: string; readonly closed: boolean }
  | { readonly kind: 'operator'; readonly text: string; readonly comparison: boolean }
  | { readonly kind: 'word'; readonly text: string; readonly class: WordClass }

const end: Token = { kind: 'end', text: '' }
const number = /0x[\da-f]{0,200}|0b[01]{1,64}|(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:e[-+]?\d{1,4})?/iy
const word = /[@:$#]{0,2}[a-z_\u0080-\uffff][\w$.\u0080-\uffff]{0,80}/iy
const operator = /<=>|->>?|::|\|\||&&|[<>!^]=|<>|<<|>>|:=|[=<>!+\-*/%&|^~?]/y
const comparison = /^(?:=|<=>|[<>]=?|!=|<>|\^=)$/
const maxTokens = 48

/** Reads SQL as all its dialects at once, at most `maxTokens` of it: an injection shows in its first words. */
export function tokenize(text: string, from: number): readonly Token[] {
  const tokens: Token[] = []
  let at = from
  while (tokens.length < maxTokens) {
    at = skipSpace(text, at)
    if (at >= text.length) break
    const token = readToken(text, at)
    work.steps += token.text.length + 1
    tokens.push(token)
    if (token.kind === 'comment' && !token.text.startsWith('/*')) break
    at += token.text.length
  }
  tokens.push(end)
  // A comment in the middle only separates.
  return tokens.filter((token, index) => token.kind !== 'comment' || index >= tokens.length - 2)
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code > 0x20 && code !== 0xa0) break
    at += 1
  }
  return at
}

const single: Readonly<Record<string, Token>> = {
  '(': { kind: 'open', text: '(' },
  '{': { kind: 'open', text: '{' },
  ')': { kind: 'close', text: ')' },
  '}': { kind: 'close', text: '}' },
  ',': { kind: 'comma', text: ',' },
  ';': { kind: 'semicolon', text: ';' },
}

function readToken(text: string, at: number): Token {
  const character = text.charAt(at)
  const simple = single[character]
  if (simple !== undefined) return simple
  if (character === "'" || character === '"') return readString(text, at, character)
  if (character === '`' || character === '[') return readQuotedName(text, at, character === '[' ? ']' : '`')
  return readComment(text, at) ?? readPattern(text, at)
}

function readString(text: string, at: number, quote: string): Token {
  let close = text.indexOf(quote, at + 1)
  while (close >= 0 && text.charAt(close - 1) === '\\' && text.charAt(close - 2) !== '\\')
    close = text.indexOf(quote, close + 1)
  work.steps += (close < 0 ? text.length : close) - at
  return { kind: 'string', text: close < 0 ? text.slice(at) : text.slice(at, close + 1), closed: close >= 0 }
}

function readQuotedName(text: string, at: number, quote: string): Token {
  const close = text.indexOf(quote, at + 1)
  if (close < 0 || close > at + 80) return { kind: 'operator', text: text.charAt(at), comparison: false }
  return { kind: 'word', text: text.slice(at, close + 1), class: 'name' }
}

function readComment(text: string, at: number): Token | undefined {
  if (text.startsWith('/*', at)) {
    if (text.charAt(at + 2) === '!')
      return { kind: 'comment', text: /\/\*!\d{0,6}/.exec(text.slice(at, at + 9))?.[0] ?? '/*!' }
    const close = text.indexOf('*/', at + 2)
    return { kind: 'comment', text: close < 0 ? text.slice(at) : text.slice(at, close + 2) }
  }
  if (text.startsWith('*/', at)) return { kind: 'comment', text: '/*'.slice(0, 2) }
  const next = text.charAt(at + 1)
  const dashes = text.startsWith('--', at)
  if (!dashes && (text.charAt(at) !== '#' || /[a-z_]/i.test(next))) return undefined
  const line = text.indexOf('\n', at)
  // After a line comment MySQL reads on in the next line, which is how some payloads hide their words.
  if (line >= 0 && line < text.length - 1) return { kind: 'comment', text: `/*${text.slice(at + 2, line + 1)}` }
  return { kind: 'comment', text: text.slice(at) }
}

function readPattern(text: string, at: number): Token {
  number.lastIndex = at
  const digits = number.exec(text)?.[0]
  if (digits !== undefined) return readNumberOrName(text, at, digits)
  word.lastIndex = at
  const name = word.exec(text)?.[0]
  if (name !== undefined) return { kind: 'word', text: name, class: classifyWord(name.toLowerCase()) }
  operator.lastIndex = at
  const sign = operator.exec(text)?.[0] ?? text.charAt(at)
  return { kind: 'operator', text: sign, comparison: comparison.test(sign) }
}

/** `1or` is a number and a word, `3com` a name. */
function readNumberOrName(text: string, at: number, digits: string): Token {
  const next = text.charAt(at + digits.length)
  if (
    !/[a-z_]/i.test(next) ||
    /^(?:or|and|union|xor|div|order|group|having|like|in\b|is\b|e)/i.test(
      text.slice(at + digits.length, at + digits.length + 6),
    )
  ) {
    return { kind: 'number', text: digits }
  }
  word.lastIndex = at + digits.length
  return { kind: 'word', text: digits + (word.exec(text)?.[0] ?? ''), class: 'name' }
}
