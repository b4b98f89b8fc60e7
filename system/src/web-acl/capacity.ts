import type { FieldToMatch, TextTransformation } from './fields.ts'
import { findManagedGroup } from './managed-groups.ts'
import type { RateBasedCustomKey, RateBasedStatement, Statement } from './statements.ts'
import type { WebAcl } from './web-acl.ts'

/** What the basic price of a web ACL includes. */
export const maxCapacity = 1_500

/**
 * The web ACL capacity units that AWS charges a document, by the figures of its rule statement pages.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-list.html
 */
export function webAclCapacity({ Rules }: Pick<WebAcl, 'Rules'>): number {
  return sum(Rules.map(({ Statement }) => statementCapacity(Statement)))
}

export function statementCapacity(statement: Statement): number {
  if ('ByteMatchStatement' in statement) {
    const anywhere = statement.ByteMatchStatement.PositionalConstraint.startsWith('CONTAINS')
    return matching(anywhere ? 10 : 2, statement.ByteMatchStatement)
  }
  if ('RegexMatchStatement' in statement) return matching(3, statement.RegexMatchStatement)
  if ('RegexPatternSetReferenceStatement' in statement) return matching(25, statement.RegexPatternSetReferenceStatement)
  if ('SizeConstraintStatement' in statement) return matching(1, statement.SizeConstraintStatement)
  if ('SqliMatchStatement' in statement) {
    return matching(statement.SqliMatchStatement.SensitivityLevel === 'HIGH' ? 30 : 20, statement.SqliMatchStatement)
  }
  if ('XssMatchStatement' in statement) return matching(40, statement.XssMatchStatement)
  if ('IPSetReferenceStatement' in statement) {
    return statement.IPSetReferenceStatement.IPSetForwardedIPConfig?.Position === 'ANY' ? 5 : 1
  }
  if ('GeoMatchStatement' in statement || 'LabelMatchStatement' in statement) return 1
  return composedCapacity(statement)
}

function composedCapacity(statement: Statement): number {
  if ('AndStatement' in statement) return sum(statement.AndStatement.Statements.map(statementCapacity))
  if ('OrStatement' in statement) return sum(statement.OrStatement.Statements.map(statementCapacity))
  if ('NotStatement' in statement) return statementCapacity(statement.NotStatement.Statement)
  if ('RateBasedStatement' in statement) return rateCapacity(statement.RateBasedStatement)
  if (!('ManagedRuleGroupStatement' in statement)) throw new Error('A statement without a published capacity')
  const { VendorName, Name, ScopeDownStatement } = statement.ManagedRuleGroupStatement
  const group = findManagedGroup(VendorName, Name)
  if (group === undefined) throw new Error(`The capacity of ${VendorName} ${Name} is not known`)
  return group.capacity + (ScopeDownStatement === undefined ? 0 : statementCapacity(ScopeDownStatement))
}

/** 30 for each custom key, and what its text transformations cost. */
function rateCapacity({ CustomKeys = [], ScopeDownStatement }: RateBasedStatement): number {
  const keys = sum(CustomKeys.map((key) => 30 + transforming(transformationsOf(key))))
  return 2 + keys + (ScopeDownStatement === undefined ? 0 : statementCapacity(ScopeDownStatement))
}

function transformationsOf(key: RateBasedCustomKey): readonly TextTransformation[] {
  const [settings] = Object.values(key)
  return settings !== undefined && 'TextTransformations' in settings ? settings.TextTransformations : []
}

interface Matching {
  readonly FieldToMatch: FieldToMatch
  readonly TextTransformations: readonly TextTransformation[]
}

/** A JSON body doubles the base, all query arguments add 10. */
function matching(base: number, { FieldToMatch: field, TextTransformations: transformations }: Matching): number {
  const doubled = 'JsonBody' in field ? base * 2 : base
  return doubled + ('AllQueryArguments' in field ? 10 : 0) + transforming(transformations)
}

function transforming(transformations: readonly TextTransformation[]): number {
  return 10 * transformations.filter(({ Type }) => Type !== 'NONE').length
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
