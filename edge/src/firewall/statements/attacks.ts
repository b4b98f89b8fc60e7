import type { SqliMatchStatement, XssMatchStatement } from '@porchlight/system/web-acl/statements'
import { findAttacks } from '../detection/find-attacks.ts'
import { matchAnyText, type TextFound } from './matching.ts'
import type { CompileContext, Predicate } from './statement.ts'

export function compileSqliMatch(statement: SqliMatchStatement, context: CompileContext): Predicate {
  const sensitivityLevel = statement.SensitivityLevel ?? 'LOW'
  return matchAnyText(statement, context, (text, found) =>
    report(text, found, { family: 'sql', conditionType: 'SQL_INJECTION', sensitivityLevel }),
  )
}

export function compileXssMatch(statement: XssMatchStatement, context: CompileContext): Predicate {
  return matchAnyText(statement, context, (text, found) => report(text, found, { family: 'xss', conditionType: 'XSS' }))
}

interface Sought {
  readonly family: 'sql' | 'xss'
  readonly conditionType: string
  readonly sensitivityLevel?: string
}

function report(text: string, { inspection, text: { name }, location }: TextFound, sought: Sought): boolean {
  const { family, ...described } = sought
  const found = findAttacks(text, 'body').find((finding) => finding.family === family)
  if (found === undefined) return false
  inspection.details.push({
    ...described,
    location,
    matchedData: [found.matched],
    ...(name !== undefined && { matchedFieldName: name }),
  })
  return true
}
