import type { ByteMatchStatement, SizeConstraintStatement } from '@porchlight/system/web-acl/statements'
import { matchAnyText } from './matching.ts'
import type { CompileContext, Predicate } from './statement.ts'

export function compileByteMatch(statement: ByteMatchStatement, context: CompileContext): Predicate {
  const { SearchString: wanted, PositionalConstraint: position } = statement
  switch (position) {
    case 'EXACTLY':
      return matchAnyText(statement, context, (text) => text === wanted)
    case 'STARTS_WITH':
      return matchAnyText(statement, context, (text) => text.startsWith(wanted))
    case 'ENDS_WITH':
      return matchAnyText(statement, context, (text) => text.endsWith(wanted))
    case 'CONTAINS':
      return matchAnyText(statement, context, (text) => text.includes(wanted))
    case 'CONTAINS_WORD':
      if (!/^\w+$/.test(wanted)) context.fault('CONTAINS_WORD takes letters, digits and underscores only')
      return matchAnyText(statement, context, (text) => containsWord(text, wanted))
  }
}

/** Neither a letter, a digit nor an underscore stands right before or after it. */
function containsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isWordCharacter(text.charCodeAt(at - 1)) && !isWordCharacter(text.charCodeAt(at + word.length))) return true
  }
  return false
}

function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
}

const comparisons: Readonly<Record<SizeConstraintStatement['ComparisonOperator'], (a: number, b: number) => boolean>> =
  {
    EQ: (size, limit) => size === limit,
    NE: (size, limit) => size !== limit,
    LE: (size, limit) => size <= limit,
    LT: (size, limit) => size < limit,
    GE: (size, limit) => size >= limit,
    GT: (size, limit) => size > limit,
  }

/** Bytes, not characters. */
export function compileSizeConstraint(statement: SizeConstraintStatement, context: CompileContext): Predicate {
  const compare = comparisons[statement.ComparisonOperator]
  return matchAnyText(statement, context, (text) => compare(Buffer.byteLength(text), statement.Size))
}
