import type { Token } from './tokens.ts'
import { isEverydayFunction, isSqlFunction } from './words.ts'

export function isSubquery(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  return (
    token?.kind === 'word' &&
    token.class === 'query' &&
    /^(?:select|case|exists|values)$/i.test(token.text) &&
    tokens[at + 1]?.kind !== 'end' &&
    (token.text.toLowerCase() !== 'case' ||
      /^when$/i.test(tokens[at + 1]?.text ?? '') ||
      tokens[at + 1]?.kind === 'open')
  )
}

export function isCall(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token?.kind !== 'word' || tokens[at + 1]?.kind !== 'open')
    return token?.kind === 'word' && token.text.startsWith('@@')
  return isSqlFunction(token.text.toLowerCase().split('.')[0] ?? '')
}

/** A call that no sum and no list of words has: of a function of databases alone, or over what they hold. */
export function isTellingCall(tokens: readonly Token[], at: number): boolean {
  const name = tokens[at]?.text.toLowerCase() ?? ''
  if (!isCall(tokens, at) || !isEverydayFunction(name)) return isCall(tokens, at)
  return tokens.slice(at + 2, at + 12).some(isTelling)
}

function isTelling(token: Token, index: number, rest: readonly Token[]): boolean {
  if (token.kind === 'string' || token.kind === 'comment') return true
  if (token.kind === 'operator') return token.comparison || token.text === '||'
  if (token.kind === 'number') return token.text.startsWith('0x')
  return (
    token.kind === 'word' &&
    (token.class === 'query' ||
      (rest[index + 1]?.kind === 'open' && isSqlFunction(token.text) && !isEverydayFunction(token.text)))
  )
}
