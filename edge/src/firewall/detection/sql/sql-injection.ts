import { type Finding, maxMatchedLength, threshold } from '../findings.ts'
import { flatten } from '../flatten.ts'
import { SignatureSet } from '../signatures/match.ts'
import { sqlSignatures } from '../signatures/sql.ts'
import { judgeWording } from '../wording.ts'
import { judgeTail } from './grammar.ts'
import { ownsItsQuotes } from './own-quotes.ts'
import { type Token, tokenize } from './tokens.ts'

const statements = new SignatureSet(sqlSignatures)

export type Sensitivity = 'LOW' | 'HIGH'

/** A value may end at any of its first words or quotes; further on, nobody breaks out. */
const maxBreaks = 4
const maxPrefixWords = 8
const wholeStatement =
  /^\s*(?:select|insert|update|delete|create|alter|drop|with|explain|grant|merge|begin|declare|set|use|show)\s+[a-z*("`[@]/i

/** Numbers and signs; a name only where something is called, listed or commented out behind it. */
const valueFirst =
  /^\s{0,4}(?:[-+~!@(]{0,4}\s{0,4}[\d.)]|[-+~!@(]|[a-z_]\w{0,30}(?: (?:asc|desc))?\s{0,4}(?:\)|,|;|[^a-z,;]{0,12}\b(?:and|or|union|order|group|having|like|in|limit)\b)(?=.{0,200}(?:\(|--|#|\/\*|=)))/i

/** `2 > 1 and 1 = 1`: a sum of its own from the first figure on. */
const conditions =
  /^\s{0,4}-?[\d.]{1,12} ?(?:[<>]=?|[!=]?=|<>) ?-?[\d.]{1,12} (?:and|or) (?![^-#;/(]{0,80}(?:--|#|;|\/|\())/i

/** Figures, single letters and functions of mathematics. */
const sum =
  /^(?=.{0,200}(?:sqrt|abs|floor|ceil|round|exp|log|ln|sin|cos|tan|pow|power|rand|max|min)\()(?:\b(?:sqrt|abs|floor|ceil|round|exp|log|ln|sin|cos|tan|pow|power|rand|max|min)\(|\b(?:and|or|pi|[a-z]\d?)\b|[\d\s.,+*/^()<>=-]){1,80}$/i

/** The part of an already transformed text that would be SQL where a query expects a value. */
export function isSqlInjection(text: string, sensitivity: Sensitivity): string | undefined {
  const start = findSqlBreak(text, sensitivity === 'HIGH' ? 2 : 3)
  if (start !== undefined && judgeWording(text) === 'payload') return text.slice(start, start + maxMatchedLength)
  const found: Finding[] = []
  statements.match(flatten(text), { place: 'body', register: () => judgeWording(text) }, found)
  const sum = found.reduce((total, { score }) => total + score, 0)
  return sum >= threshold ? found[0]?.matched : undefined
}

/** Where the value ends and SQL begins, judged as a number, and as a string in either quote. */
export function findSqlBreak(text: string, needed: 2 | 3): number | undefined {
  if (wholeStatement.test(text)) return undefined
  return breakOutOfString(text, needed) ?? breakOutOfNumber(text, needed)
}

function breakOutOfString(text: string, needed: 2 | 3): number | undefined {
  const at = breakOutOf(text, "'", needed) ?? breakOutOf(text, '"', needed) ?? breakOutOf(text, '`', 3)
  return at !== undefined && ownsItsQuotes(text) ? undefined : at
}

function breakOutOf(text: string, quote: string, needed: 2 | 3): number | undefined {
  let at = text.indexOf(quote)
  for (let tried = 0; at >= 0 && tried < maxBreaks; tried += 1) {
    if (isWordy(text, at)) return undefined
    if (judgeTail(tokenize(text, at + 1), true) >= (at > 30 || opens(text, at) ? 3 : needed) && !isSigned(text, at))
      return at
    // Only an apostrophe or a doubled quote leaves the string open.
    if (!/^['"`\w]/.test(text.slice(at + 1, at + 2))) return undefined
    at = text.indexOf(quote, at + 1)
  }
  return undefined
}

/** `"Less is more" -- Mies`, and a password such as `Pa$$w0rd'#`. */
function isSigned(text: string, at: number): boolean {
  if (!/^.\s{0,2}(?:--(?!>)|#)/.test(text.slice(at, at + 5))) return false
  const before = text.slice(0, at)
  return before.split(text.charAt(at)).length % 2 === 0 || /[$!^&*~+=][\w$!^&*~+=]{0,20}$/.test(before)
}

/** In `f('a')` and `x="a"` the first quote opens a string of the text's own. */
function opens(text: string, at: number): boolean {
  return at > 0 && /[=([,]/.test(text.charAt(at - 1))
}

function isWordy(text: string, at: number): boolean {
  if (at < 24) return false
  return text.slice(0, at).split(/\s+/, maxPrefixWords + 1).length > maxPrefixWords
}

function breakOutOfNumber(text: string, needed: 2 | 3): number | undefined {
  if (!valueFirst.test(text) || conditions.test(text) || sum.test(text)) return undefined
  const tokens = tokenize(text, 0)
  for (let index = 0; index < maxBreaks; index += 1) {
    const token = tokens[index]
    if (token === undefined || !isValue(token)) {
      if (token?.kind === 'operator' || token?.kind === 'open') continue
      return undefined
    }
    const needs = isPlainNumber(tokens, index) ? needed : 3
    if (judgeTail(tokens.slice(index + 1), false) >= needs) return 0
  }
  return undefined
}

function isPlainNumber(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.kind === 'number' && tokens.slice(0, index).every(({ kind }) => kind !== 'word')
}

function isValue(token: Token): boolean {
  if (token.kind === 'word') return token.class === 'name' || token.class === 'constant' || token.class === 'function'
  return token.kind === 'number' || token.kind === 'close' || token.kind === 'string'
}
