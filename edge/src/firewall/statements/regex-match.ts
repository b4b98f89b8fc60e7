import type { RegexMatchStatement, RegexPatternSetReferenceStatement } from '@porchlight/system/web-acl/statements'
import { regexPatternSetArn } from '@porchlight/system/web-acl/web-acl'
import { RE2JS } from 're2js'
import { matchAnyText } from './matching.ts'
import { type CompileContext, never, type Predicate } from './statement.ts'

export function compileRegexMatch(statement: RegexMatchStatement, context: CompileContext): Predicate {
  const pattern = compilePattern(statement.RegexString, context)
  return pattern === undefined ? never : matchAnyText(statement, context, (text) => pattern.test(text))
}

export function compileRegexPatternSet(
  statement: RegexPatternSetReferenceStatement,
  context: CompileContext,
): Predicate {
  const set = context.firewall.regexPatternSets.find(({ Name }) => regexPatternSetArn(Name) === statement.Arn)
  if (set === undefined) {
    context.fault(`there is no regex pattern set ${statement.Arn}`)
    return never
  }
  const patterns = set.RegularExpressionList.flatMap((text) => compilePattern(text, context) ?? [])
  return matchAnyText(statement, context, (text) => patterns.some((pattern) => pattern.test(text)))
}

/** RE2's engine takes time in proportion to the text; what it does not know (look-around, back-references) AWS lacks too. */
function compilePattern(text: string, context: CompileContext): RE2JS | undefined {
  try {
    return RE2JS.compile(text)
  } catch (error) {
    context.fault(`${text} is not a regular expression that can be evaluated: ${String(error)}`)
    return undefined
  }
}
