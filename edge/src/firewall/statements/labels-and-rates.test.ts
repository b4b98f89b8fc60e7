import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FirewallFault } from '@porchlight/system/web-acl/fault'
import type { LabelMatchStatement, RateBasedStatement } from '@porchlight/system/web-acl/statements'
import { evaluatorOf, firewallOf, matching, rule } from '../../testing/firewalls.ts'
import { inspected, type RequestParts } from '../../testing/inspected.ts'
import { compileFirewall } from '../compile.ts'
import { bareSources } from '../sources.ts'

const always = { SizeConstraintStatement: { ...matching({ UriPath: {} }), ComparisonOperator: 'GE', Size: 0 } } as const

/** Whether a rule after one that sets these labels matches. */
function matchesLabel(key: LabelMatchStatement, ...labels: readonly string[]): boolean {
  const RuleLabels = labels.map((Name) => ({ Name }))
  const rules = [
    rule('sets', always, { Action: { Count: {} }, RuleLabels }),
    rule('reads', { LabelMatchStatement: key }),
  ]
  return compileFirewall(firewallOf(rules), bareSources()).judge(inspected()).action === 'BLOCK'
}

test('a label is matched whole, or by its end within the own web ACL', () => {
  assert.ok(matchesLabel({ Scope: 'LABEL', Key: 'b' }, 'a:b'))
  assert.ok(matchesLabel({ Scope: 'LABEL', Key: 'a:b' }, 'a:b'))
  assert.ok(matchesLabel({ Scope: 'LABEL', Key: 'awswaf:000000000000:webacl:test:a:b' }, 'a:b'))
  assert.ok(!matchesLabel({ Scope: 'LABEL', Key: 'a' }, 'a:b'))
  assert.ok(!matchesLabel({ Scope: 'LABEL', Key: 'b' }, 'ab'))
})

test('a namespace is matched from its beginning, and ends with a colon', () => {
  assert.ok(matchesLabel({ Scope: 'NAMESPACE', Key: 'a:' }, 'a:b'))
  assert.ok(matchesLabel({ Scope: 'NAMESPACE', Key: 'awswaf:000000000000:webacl:test:' }, 'x'))
  assert.ok(!matchesLabel({ Scope: 'NAMESPACE', Key: 'b:' }, 'a:b'))
  assert.throws(() => matchesLabel({ Scope: 'NAMESPACE', Key: 'a' }, 'a:b'), FirewallFault)
})

function countsBy(statement: Omit<RateBasedStatement, 'Limit'>) {
  const evaluator = evaluatorOf({ RateBasedStatement: { ...statement, Limit: 10 } })
  /** Whether the eleventh such request is refused. */
  return (parts: RequestParts) => {
    for (let turn = 0; turn < 10; turn += 1) evaluator.judge(inspected(parts))
    return evaluator.judge(inspected(parts)).action === 'BLOCK'
  }
}

test('requests are counted by a forwarded address, and one without the header is not counted', () => {
  const ForwardedIPConfig = { HeaderName: 'X-Client', FallbackBehavior: 'NO_MATCH' as const }
  const exceeds = countsBy({ AggregateKeyType: 'FORWARDED_IP', ForwardedIPConfig })
  assert.ok(exceeds({ headers: { 'x-client': '192.0.2.7, 192.0.2.8' } }))
  assert.ok(!exceeds({}))
  assert.ok(!exceeds({ headers: { 'x-client': 'nonsense' } }))
})

test('requests are counted together where a constant is asked for, as far as the scope goes', () => {
  const ScopeDownStatement = {
    ByteMatchStatement: { ...matching({ UriPath: {} }), SearchString: '/a', PositionalConstraint: 'EXACTLY' as const },
  }
  const exceeds = countsBy({ AggregateKeyType: 'CONSTANT', ScopeDownStatement })
  assert.ok(!exceeds({ path: '/b' }))
  assert.ok(exceeds({ path: '/a', address: '192.0.2.1' }))
  assert.ok(exceeds({ path: '/a', address: '192.0.2.2' }))
})

test('requests are counted by each kind of key, and one that lacks a part of it is not counted', () => {
  const asItIs = [{ Priority: 0, Type: 'LOWERCASE' as const }]
  const CustomKeys = [
    { Header: { Name: 'X-Key', TextTransformations: asItIs } },
    { Cookie: { Name: 'c', TextTransformations: asItIs } },
    { QueryArgument: { Name: 'q', TextTransformations: asItIs } },
    { HTTPMethod: {} },
    { UriPath: { TextTransformations: asItIs } },
  ]
  const exceeds = countsBy({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys })
  const whole = { path: '/P', query: 'q=1', headers: { 'x-key': 'K', cookie: 'c=1' } }
  assert.ok(exceeds(whole))
  assert.ok(exceeds({ ...whole, path: '/p' }), 'the same after transformation')
  assert.ok(!exceeds({ ...whole, query: '' }))
  assert.ok(!exceeds({ ...whole, headers: { cookie: 'c=1' } }))
})

test('what a rate needs and does not have is refused', () => {
  assert.throws(
    () => countsBy({ AggregateKeyType: 'CUSTOM_KEYS' }),
    /tested: CUSTOM_KEYS and CustomKeys need each other/,
  )
  assert.throws(() => countsBy({ AggregateKeyType: 'CONSTANT' }), /tested: CONSTANT needs a scope-down statement/)
  assert.throws(() => countsBy({ AggregateKeyType: 'FORWARDED_IP' }), /needs ForwardedIPConfig/)
})
