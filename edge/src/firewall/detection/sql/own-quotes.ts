import { work } from '../work.ts'
import { type Token, tokenize } from './tokens.ts'
import { isSqlFunction } from './words.ts'

const maxLength = 400
/** What stands before a condition in code and settings. */
const introduction = /^\s*(?:[\w-]{1,20}: |(?:if|when|unless|while|elif|else if|assert|return)\b:?)+/
/** A string of a payload is what stands between its quotes: operators and words of a query. */
const payloadString = /^.[\W_]*.$|\b(?:or|and|xor|union|select|like)\b|--|#|\/\*/i
/** `5'11"`, `10" & 12"`: each mark stands behind a figure. */
const lengths = /^(?:[^'"]{0,80}[\d½¼¾] ?['"]{1,2}){2,12}[^'"]{0,80}$/
const bareComparison = /(?:^|[^\d])\d{1,9} ?[=<>]{1,2} ?\d{1,9}(?![\d'"])|--|#|\/\*/

/**
 * Whether each quote belongs to a string, or a length, of the text itself, as in `name = 'a' and town = 'b'`: where an
 * injection closes the query's string instead, its quotes leave strings and words without an operator between them.
 */
export function ownsItsQuotes(text: string): boolean {
  if (text.length > maxLength) return false
  work.steps += text.length
  if (lengths.test(text)) return !bareComparison.test(text)
  return isExpression(tokenize(text.replace(introduction, ''), 0))
}

function isExpression(tokens: readonly Token[]): boolean {
  let expectsOperand = true
  let joined = 0
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'end') return !expectsOperand && joined > 0
    if (token.kind === 'open' || token.kind === 'close') continue
    const part = partOf(token, tokens[at + 1])
    if (part === undefined || (part === 'operand') !== expectsOperand) {
      if (part === 'operator' && expectsOperand && isPrefix(token)) continue
      return false
    }
    if (part === 'operator') joined += 1
    expectsOperand = !expectsOperand
  }
  return false
}

function partOf(token: Token, next: Token | undefined): 'operand' | 'operator' | undefined {
  switch (token.kind) {
    case 'number':
      return 'operand'
    case 'string':
      return token.closed && !payloadString.test(token.text) ? 'operand' : undefined
    case 'operator':
    case 'comma':
      return 'operator'
    case 'word':
      return partOfWord(token, next)
    default:
      return undefined
  }
}

function partOfWord(token: Token & { kind: 'word' }, next: Token | undefined): 'operand' | 'operator' | undefined {
  if (token.class === 'logic' || token.class === 'test') return 'operator'
  if (token.class === 'function' || token.class === 'name')
    return next?.kind === 'open' && isSqlFunction(token.text.toLowerCase()) ? undefined : 'operand'
  return token.class === 'constant' ? 'operand' : undefined
}

function isPrefix(token: Token): boolean {
  return token.kind === 'operator' && /^[-+!~=&|]$/.test(token.text)
}
