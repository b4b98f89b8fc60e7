import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statementCapacity } from './capacity.ts'
import type { FieldToMatch, TextTransformation } from './fields.ts'
import type { Statement } from './statements.ts'
import { ipSetArn } from './web-acl.ts'

const asItIs: TextTransformation[] = [{ Priority: 0, Type: 'NONE' }]
const twice: TextTransformation[] = [
  { Priority: 0, Type: 'URL_DECODE' },
  { Priority: 1, Type: 'LOWERCASE' },
]
const query = { FieldToMatch: { QueryString: {} }, TextTransformations: asItIs }
const json: FieldToMatch = { JsonBody: { MatchPattern: { All: {} }, MatchScope: 'ALL' } }
const forwarded = { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'MATCH' as const }
const geo: Statement = { GeoMatchStatement: { CountryCodes: ['AQ'] } }

/** From AWS's page of each statement. */
const published: readonly (readonly [title: string, statement: Statement, capacity: number])[] = [
  ['country', geo, 1],
  ['label', { LabelMatchStatement: { Scope: 'NAMESPACE', Key: 'awswaf:managed:' } }, 1],
  ['IP set', { IPSetReferenceStatement: { Arn: ipSetArn('x') } }, 1],
  [
    'IP set, any forwarded address',
    {
      IPSetReferenceStatement: { Arn: ipSetArn('x'), IPSetForwardedIPConfig: { ...forwarded, Position: 'ANY' } },
    },
    5,
  ],
  ['size', { SizeConstraintStatement: { ...query, ComparisonOperator: 'GT', Size: 1 } }, 1],
  ['regex', { RegexMatchStatement: { ...query, RegexString: 'a' } }, 3],
  ['regex pattern set', { RegexPatternSetReferenceStatement: { ...query, Arn: 'x' } }, 25],
  ['exactly', { ByteMatchStatement: { ...query, SearchString: 'a', PositionalConstraint: 'EXACTLY' } }, 2],
  ['begins', { ByteMatchStatement: { ...query, SearchString: 'a', PositionalConstraint: 'STARTS_WITH' } }, 2],
  ['ends', { ByteMatchStatement: { ...query, SearchString: 'a', PositionalConstraint: 'ENDS_WITH' } }, 2],
  ['contains', { ByteMatchStatement: { ...query, SearchString: 'a', PositionalConstraint: 'CONTAINS' } }, 10],
  [
    'contains a word',
    { ByteMatchStatement: { ...query, SearchString: 'a', PositionalConstraint: 'CONTAINS_WORD' } },
    10,
  ],
  ['SQL', { SqliMatchStatement: query }, 20],
  ['SQL, high', { SqliMatchStatement: { ...query, SensitivityLevel: 'HIGH' } }, 30],
  ['XSS', { XssMatchStatement: query }, 40],
  ['two transformations', { XssMatchStatement: { ...query, TextTransformations: twice } }, 60],
  ['all query arguments', { SqliMatchStatement: { ...query, FieldToMatch: { AllQueryArguments: {} } } }, 30],
  ['a JSON body', { XssMatchStatement: { ...query, FieldToMatch: json } }, 80],
  ['a JSON body, transformed', { SqliMatchStatement: { FieldToMatch: json, TextTransformations: twice } }, 60],
  ['rate', { RateBasedStatement: { Limit: 10, AggregateKeyType: 'IP' } }, 2],
  [
    'rate by two keys, scoped down',
    {
      RateBasedStatement: {
        Limit: 10,
        AggregateKeyType: 'CUSTOM_KEYS',
        CustomKeys: [{ IP: {} }, { HTTPMethod: {} }],
        ScopeDownStatement: geo,
      },
    },
    63,
  ],
  [
    'or, and, not',
    {
      NotStatement: { Statement: { OrStatement: { Statements: [geo, { AndStatement: { Statements: [geo, geo] } }] } } },
    },
    3,
  ],
  ['managed group', { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } }, 700],
  [
    'managed group, scoped down',
    { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesSQLiRuleSet', ScopeDownStatement: geo } },
    201,
  ],
]

for (const [title, statement, capacity] of published) {
  test(`capacity as published: ${title}`, () => assert.equal(statementCapacity(statement), capacity))
}

test('a group whose capacity is not known is not counted as nothing', () => {
  assert.throws(
    () => statementCapacity({ ManagedRuleGroupStatement: { VendorName: 'X', Name: 'Y' } }),
    /X Y is not known/,
  )
})
