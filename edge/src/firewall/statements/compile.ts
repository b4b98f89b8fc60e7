import type { Statement } from '@porchlight/system/web-acl/statements'
import { compileGeoMatch, compileIPSet } from './addresses.ts'
import { compileSqliMatch, compileXssMatch } from './attacks.ts'
import { compileByteMatch, compileSizeConstraint } from './byte-match.ts'
import { compileLabelMatch } from './label-match.ts'
import { compileRegexMatch, compileRegexPatternSet } from './regex-match.ts'
import { type CompileContext, never, type Predicate } from './statement.ts'

/** Compiled once into closures. Rate-based and managed statements stand only at the top of a rule, as on AWS. */
export function compileStatement(statement: Statement, context: CompileContext): Predicate {
  if ('AndStatement' in statement) return compileAll(statement.AndStatement.Statements, context)
  if ('OrStatement' in statement) return compileAny(statement.OrStatement.Statements, context)
  if ('NotStatement' in statement) {
    const matches = compileStatement(statement.NotStatement.Statement, context)
    return (inspection) => !matches(inspection)
  }
  if ('RateBasedStatement' in statement || 'ManagedRuleGroupStatement' in statement) {
    context.fault('a rate-based statement or a managed rule group cannot stand inside another statement')
    return never
  }
  return compileMatch(statement, context)
}

type MatchStatement = Exclude<
  Statement,
  | { AndStatement: unknown }
  | { OrStatement: unknown }
  | { NotStatement: unknown }
  | { RateBasedStatement: unknown }
  | { ManagedRuleGroupStatement: unknown }
>

function compileMatch(statement: MatchStatement, context: CompileContext): Predicate {
  if ('ByteMatchStatement' in statement) return compileByteMatch(statement.ByteMatchStatement, context)
  if ('RegexMatchStatement' in statement) return compileRegexMatch(statement.RegexMatchStatement, context)
  if ('RegexPatternSetReferenceStatement' in statement) {
    return compileRegexPatternSet(statement.RegexPatternSetReferenceStatement, context)
  }
  if ('SizeConstraintStatement' in statement) return compileSizeConstraint(statement.SizeConstraintStatement, context)
  if ('SqliMatchStatement' in statement) return compileSqliMatch(statement.SqliMatchStatement, context)
  if ('XssMatchStatement' in statement) return compileXssMatch(statement.XssMatchStatement, context)
  if ('IPSetReferenceStatement' in statement) return compileIPSet(statement.IPSetReferenceStatement, context)
  if ('GeoMatchStatement' in statement) return compileGeoMatch(statement.GeoMatchStatement, context)
  return compileLabelMatch(statement.LabelMatchStatement, context)
}

function compileAll(statements: readonly Statement[], context: CompileContext): Predicate {
  const predicates = statements.map((statement) => compileStatement(statement, context))
  return (inspection) => {
    for (const matches of predicates) if (!matches(inspection)) return false
    return true
  }
}

function compileAny(statements: readonly Statement[], context: CompileContext): Predicate {
  const predicates = statements.map((statement) => compileStatement(statement, context))
  return (inspection) => {
    for (const matches of predicates) if (matches(inspection)) return true
    return false
  }
}
