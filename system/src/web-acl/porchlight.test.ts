import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessToken } from '../token.ts'
import { maxCapacity, webAclCapacity } from './capacity.ts'
import { findManagedGroup } from './managed-groups.ts'
import { countryRule, firewall } from './porchlight.ts'
import { Firewall } from './web-acl.ts'

const { Rules } = firewall.webAcl

test('the document has the shape that AWS takes', () => {
  assert.deepEqual(Firewall.parse(firewall), firewall)
})

test('it costs no more than the basic price includes, with a country rule too', () => {
  const capacity = webAclCapacity({ Rules: [...Rules, countryRule(['AQ'])] })
  assert.ok(capacity <= maxCapacity, String(capacity))
})

test('each rule has a name and a priority of its own, and either an action or an override', () => {
  assert.equal(new Set(Rules.map(({ Name }) => Name)).size, Rules.length)
  assert.equal(new Set(Rules.map(({ Priority }) => Priority)).size, Rules.length)
  for (const { Name, Action, OverrideAction } of Rules) assert.notEqual(Action === undefined, !OverrideAction, Name)
})

test('nothing can refuse the validators of tokens: their documents come first', () => {
  const first = [...Rules].sort((a, b) => a.Priority - b.Priority)[0]
  const text = JSON.stringify(first)
  assert.ok(text.includes(`"${accessToken.jwksPath}"`) && text.includes(`"${accessToken.discoveryPath}"`))
  assert.deepEqual(first?.Action, { Allow: {} })
})

test('every override names a rule of its group', () => {
  for (const { Statement } of Rules) {
    if (!('ManagedRuleGroupStatement' in Statement)) continue
    const { VendorName, Name, RuleActionOverrides = [] } = Statement.ManagedRuleGroupStatement
    const names = findManagedGroup(VendorName, Name)?.rules.map(({ name }) => name) ?? []
    for (const override of RuleActionOverrides) assert.ok(names.includes(override.Name), override.Name)
    assert.ok(RuleActionOverrides.length <= 100)
  }
})
