import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FirewallFault } from '@porchlight/system/web-acl/fault'
import type { ByteMatchStatement, Statement } from '@porchlight/system/web-acl/statements'
import { ipSetArn, regexPatternSetArn } from '@porchlight/system/web-acl/web-acl'
import { evaluatorOf, matching } from '../../testing/firewalls.ts'
import { inspected, type RequestParts } from '../../testing/inspected.ts'

function blocks(statement: Statement, parts: RequestParts, more: Parameters<typeof evaluatorOf>[1] = {}): boolean {
  return evaluatorOf(statement, more).judge(inspected(parts)).action === 'BLOCK'
}

function reasons(statement: Statement): string {
  try {
    evaluatorOf(statement)
    return ''
  } catch (error) {
    assert.ok(error instanceof FirewallFault)
    return error.message
  }
}

function bytes(SearchString: string, PositionalConstraint: ByteMatchStatement['PositionalConstraint']): Statement {
  return { ByteMatchStatement: { ...matching({ QueryString: {} }), SearchString, PositionalConstraint } }
}

test('a byte match looks where its constraint says', () => {
  const cases = [
    ['EXACTLY', ['bad'], ['bad ', 'abad', 'Bad']],
    ['STARTS_WITH', ['bad', 'bad=1'], ['a=bad']],
    ['ENDS_WITH', ['bad', 'a=bad'], ['bad=1']],
    ['CONTAINS', ['xbadx'], ['bxad']],
    ['CONTAINS_WORD', ['bad', 'a=bad', 'bad=1', 'xbad bad-x', 'a bad.'], ['xbad', 'badx', 'bad_x', '1bad']],
  ] as const
  for (const [constraint, matched, unmatched] of cases) {
    for (const query of matched) assert.ok(blocks(bytes('bad', constraint), { query }), `${constraint} ${query}`)
    for (const query of unmatched) assert.ok(!blocks(bytes('bad', constraint), { query }), `${constraint} ${query}`)
  }
})

test('a word for CONTAINS_WORD is one', () => {
  assert.match(reasons(bytes('two words', 'CONTAINS_WORD')), /^tested: CONTAINS_WORD takes/)
})

test('a size is counted in bytes and compared as asked', () => {
  const size = (ComparisonOperator: 'EQ' | 'NE' | 'LE' | 'LT' | 'GE' | 'GT', Size: number): Statement => ({
    SizeConstraintStatement: { ...matching({ Body: {} }), ComparisonOperator, Size },
  })
  const parts = { body: 'ää' }
  const holds = [size('EQ', 4), size('NE', 2), size('LE', 4), size('LT', 5), size('GE', 4), size('GT', 3)]
  const fails = [size('EQ', 2), size('NE', 4), size('LE', 3), size('LT', 4), size('GE', 5), size('GT', 4)]
  for (const statement of holds) assert.ok(blocks(statement, parts), JSON.stringify(statement))
  for (const statement of fails) assert.ok(!blocks(statement, parts), JSON.stringify(statement))
})

test('a regular expression that would run away elsewhere ends at once, and one that cannot be evaluated is refused', () => {
  const regex = (RegexString: string): Statement => ({
    RegexMatchStatement: { ...matching({ QueryString: {} }), RegexString },
  })
  assert.ok(!blocks(regex('^(a+)+$'), { query: `${'a'.repeat(8_000)}!` }))
  assert.ok(blocks(regex('^(a+)+$'), { query: 'aaa' }))
  assert.match(reasons(regex('(?<=a)b')), /^tested: .* is not a regular expression/)
  assert.match(reasons(regex('(')), /^tested: .* is not a regular expression/)
})

test('a pattern set matches with any of its patterns, and must exist', () => {
  const statement: Statement = {
    RegexPatternSetReferenceStatement: { ...matching({ UriPath: {} }, 'LOWERCASE'), Arn: regexPatternSetArn('p') },
  }
  const set = { Name: 'p', Scope: 'REGIONAL', RegularExpressionList: ['^/a', 'b$'] } as const
  const regexPatternSets = [{ ...set, RegularExpressionList: [...set.RegularExpressionList] }]
  assert.ok(blocks(statement, { path: '/A' }, { regexPatternSets }))
  assert.ok(blocks(statement, { path: '/xB' }, { regexPatternSets }))
  assert.ok(!blocks(statement, { path: '/x' }, { regexPatternSets }))
  assert.match(reasons(statement), /there is no regex pattern set/)
})

test('an IP set looks at the address of the client, or at the first, the last or any that a header forwards', () => {
  const set = { Name: 's', Scope: 'REGIONAL', IPAddressVersion: 'IPV4', Addresses: ['198.51.100.0/24'] } as const
  const ipSets = [{ ...set, Addresses: [...set.Addresses] }]
  const plain: Statement = { IPSetReferenceStatement: { Arn: ipSetArn('s') } }
  assert.ok(blocks(plain, { address: '198.51.100.9' }, { ipSets }))
  assert.ok(!blocks(plain, { address: '2001:db8::1' }, { ipSets }))
  const at = (Position: 'FIRST' | 'LAST' | 'ANY', FallbackBehavior: 'MATCH' | 'NO_MATCH' = 'NO_MATCH'): Statement => ({
    IPSetReferenceStatement: {
      Arn: ipSetArn('s'),
      IPSetForwardedIPConfig: { HeaderName: 'X-Hops', FallbackBehavior, Position },
    },
  })
  const hops = (value: string) => ({ headers: { 'x-hops': value } })
  assert.ok(blocks(at('FIRST'), hops('198.51.100.1, 192.0.2.1'), { ipSets }))
  assert.ok(!blocks(at('LAST'), hops('198.51.100.1, 192.0.2.1'), { ipSets }))
  assert.ok(blocks(at('LAST'), hops('192.0.2.1, 198.51.100.1'), { ipSets }))
  assert.ok(blocks(at('ANY'), hops('192.0.2.1, 198.51.100.1, 192.0.2.2'), { ipSets }))
  assert.ok(blocks(at('ANY', 'MATCH'), hops('nonsense'), { ipSets }))
  assert.ok(!blocks(at('ANY', 'NO_MATCH'), hops('nonsense'), { ipSets }))
  assert.ok(!blocks(at('ANY', 'MATCH'), {}, { ipSets }))
  assert.match(reasons(plain), /there is no IP set/)
})

test('a country is that of the address, and labels the request', () => {
  const countryOf = (address: string) => (address === '192.0.2.1' ? 'AQ' : undefined)
  const statement: Statement = { GeoMatchStatement: { CountryCodes: ['AQ', 'BV'] } }
  const evaluator = evaluatorOf(statement, {}, { loadCountries: () => countryOf })
  const { action, record } = evaluator.judge(inspected())
  assert.equal(action, 'BLOCK')
  assert.equal(record?.httpRequest.country, 'AQ')
  assert.deepEqual(record?.labels, [{ name: 'awswaf:clientip:geo:country:AQ' }])
  assert.equal(evaluator.judge(inspected({ address: '192.0.2.2' })).action, 'ALLOW')
})

test('and, or and not hold together', () => {
  const a = bytes('a', 'CONTAINS')
  const b = bytes('b', 'CONTAINS')
  const both: Statement = { AndStatement: { Statements: [a, b] } }
  const either: Statement = { OrStatement: { Statements: [a, b] } }
  const neither: Statement = { NotStatement: { Statement: either } }
  const results = ['ab', 'a', 'b', 'c'].map((query) => [both, either, neither].map((each) => blocks(each, { query })))
  assert.deepEqual(results, [
    [true, true, false],
    [false, true, false],
    [false, true, false],
    [false, false, true],
  ])
})

test('SQL and XSS statements say what matched and where', () => {
  const sql = evaluatorOf({ SqliMatchStatement: matching({ AllQueryArguments: {} }, 'URL_DECODE') })
  const { record } = sql.judge(inspected({ query: 'q=1&id=1%27%20UNION%20SELECT%20password%20FROM%20users--' }))
  const [detail] = record?.terminatingRuleMatchDetails ?? []
  assert.deepEqual(
    [detail?.conditionType, detail?.location, detail?.matchedFieldName, detail?.sensitivityLevel],
    ['SQL_INJECTION', 'ALL_QUERY_ARGS', 'id', 'LOW'],
  )
  const xss: Statement = { XssMatchStatement: matching({ Body: {} }) }
  assert.ok(blocks(xss, { body: '<script>alert(1)</script>' }))
  assert.ok(!blocks(xss, { body: 'a < b' }))
})

test('a rate-based statement or a managed group cannot stand inside another', () => {
  const rate: Statement = { RateBasedStatement: { Limit: 10, AggregateKeyType: 'IP' } }
  assert.match(reasons({ NotStatement: { Statement: rate } }), /cannot stand inside another statement/)
})
