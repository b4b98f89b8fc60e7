import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  amazonIpReputationList,
  commonRuleSet,
  knownBadInputsRuleSet,
  type ManagedGroup,
  managedGroups,
} from '@porchlight/system/web-acl/managed-groups'
import type { ManagedRuleGroupStatement } from '@porchlight/system/web-acl/statements'
import type { Rule } from '@porchlight/system/web-acl/web-acl'
import { firewallOf, rule } from '../../testing/firewalls.ts'
import { inspected } from '../../testing/inspected.ts'
import { AddressSet } from '../addresses/address-set.ts'
import { compileFirewall } from '../compile.ts'
import { families } from '../detection/findings.ts'
import { Inspection } from '../inspection.ts'
import { bareSources } from '../sources.ts'
import { addressRules } from './address-rules.ts'
import { components } from './components.ts'
import { localRule } from './local-rules.ts'

function groupRule(
  group: ManagedGroup,
  changes: Partial<ManagedRuleGroupStatement> = {},
  action: 'None' | 'Count' = 'None',
): Rule {
  const { Action: _, ...bare } = rule('group', {
    ManagedRuleGroupStatement: { VendorName: group.vendor, Name: group.name, ...changes },
  })
  return { ...bare, OverrideAction: action === 'None' ? { None: {} } : { Count: {} } }
}

const script = { query: 'q=%3Cscript%3Ealert(1)%3C/script%3E' }

test('every managed rule has a local equivalent', () => {
  for (const { rules } of managedGroups) {
    for (const { name } of rules) assert.ok(addressRules[name] !== undefined || localRule(name) !== undefined, name)
  }
})

test('whatever is found in whatever part, some rule stands for it', () => {
  const names = managedGroups.flatMap(({ rules }) => rules.map(({ name }) => name))
  for (const [number, component] of components.entries()) {
    for (const family of families) {
      if (family === 'graphql-abuse' && !['QUERYARGUMENTS', 'BODY'].includes(component)) continue
      const inspection = new Inspection(inspected())
      inspection.components[number] = [{ finding: { family, rule: 'x', score: 5, matched: 'm' }, name: 'n' }]
      for (const other of components.keys()) inspection.components[other] ??= []
      const matching = names.filter((name) => (localRule(name)?.(inspection)?.length ?? 0) > 0)
      assert.ok(matching.length > 0, `${family} in ${component}`)
    }
  }
})

test('a rule that blocks ends its group, labels the request and says what matched', () => {
  const evaluator = compileFirewall(firewallOf([groupRule(commonRuleSet)]), bareSources())
  const { action, record } = evaluator.judge(inspected(script))
  assert.equal(action, 'BLOCK')
  assert.deepEqual([record?.terminatingRuleId, record?.terminatingRuleType], ['group', 'MANAGED_RULE_GROUP'])
  const [group] = record?.ruleGroupList ?? []
  assert.equal(group?.ruleGroupId, 'AWS#AWSManagedRulesCommonRuleSet')
  assert.equal(group?.terminatingRule?.ruleId, 'CrossSiteScripting_QUERYARGUMENTS')
  assert.deepEqual(record?.labels, [{ name: 'awswaf:managed:aws:core-rule-set:CrossSiteScripting_QueryArguments' }])
  assert.equal(record?.terminatingRuleMatchDetails[0]?.matchedFieldName, 'q')
})

test('a rule inside a group can be counted, and a group as a whole', () => {
  const RuleActionOverrides = [{ Name: 'CrossSiteScripting_QUERYARGUMENTS', ActionToUse: { Count: {} } }]
  const inside = compileFirewall(firewallOf([groupRule(commonRuleSet, { RuleActionOverrides })]), bareSources())
  const counted = inside.judge(inspected(script))
  assert.equal(counted.action, 'ALLOW')
  const [first] = counted.record?.ruleGroupList ?? []
  assert.deepEqual(
    first?.nonTerminatingMatchingRules.map(({ ruleId, action }) => [ruleId, action]),
    [['CrossSiteScripting_QUERYARGUMENTS', 'COUNT']],
  )
  const whole = compileFirewall(firewallOf([groupRule(commonRuleSet, {}, 'Count')]), bareSources()).judge(
    inspected(script),
  )
  assert.equal(whole.action, 'ALLOW')
  assert.equal(whole.record?.nonTerminatingMatchingRules[0]?.ruleId, 'group')
  assert.equal(whole.record?.ruleGroupList[0]?.terminatingRule?.action, 'BLOCK')
})

test('a group looks only at what its scope-down statement lets through', () => {
  const ScopeDownStatement = {
    ByteMatchStatement: {
      FieldToMatch: { UriPath: {} },
      SearchString: '/only',
      PositionalConstraint: 'STARTS_WITH' as const,
      TextTransformations: [{ Priority: 0, Type: 'NONE' as const }],
    },
  }
  const evaluator = compileFirewall(firewallOf([groupRule(commonRuleSet, { ScopeDownStatement })]), bareSources())
  assert.equal(evaluator.judge(inspected({ ...script, path: '/only/here' })).action, 'BLOCK')
  assert.equal(evaluator.judge(inspected({ ...script, path: '/elsewhere' })).action, 'ALLOW')
})

test('forms that AWS restricts are restricted at its sizes', () => {
  const evaluator = compileFirewall(firewallOf([groupRule(commonRuleSet)]), bareSources())
  const ending = (parts: Parameters<typeof inspected>[0]) =>
    evaluator.judge(inspected(parts)).record?.ruleGroupList[0]?.terminatingRule?.ruleId
  assert.equal(ending({ headers: { 'user-agent': '' } }), 'NoUserAgent_HEADER')
  assert.equal(ending({ query: `q=${'a'.repeat(2_046)}` }), undefined)
  assert.equal(ending({ query: `q=${'a'.repeat(2_047)}` }), 'SizeRestrictions_QUERYSTRING')
  assert.equal(ending({ path: `/${'a'.repeat(1_024)}` }), 'SizeRestrictions_URIPATH')
  assert.equal(ending({ headers: { cookie: `c=${'a'.repeat(10_240)}` } }), 'SizeRestrictions_Cookie_HEADER')
  assert.equal(ending({ body: 'a', oversize: true }), 'SizeRestrictions_BODY')
  assert.equal(ending({ path: '/app.log' }), 'RestrictedExtensions_URIPATH')
  assert.equal(ending({ query: 'file=/var/app.ini' }), 'RestrictedExtensions_QUERYARGUMENTS')
})

test('PROPFIND is known to be bad', () => {
  const evaluator = compileFirewall(firewallOf([groupRule(knownBadInputsRuleSet)]), bareSources())
  assert.equal(evaluator.judge(inspected({ method: 'PROPFIND' })).action, 'BLOCK')
})

test('a list of addresses is what the operator gives, and one that AWS only counts is counted', () => {
  const { set } = AddressSet.parse(['192.0.2.0/24'])
  const reputation = compileFirewall(
    firewallOf([groupRule(amazonIpReputationList)]),
    bareSources({ addressLists: { reputation: set } }),
  )
  assert.equal(reputation.judge(inspected()).action, 'BLOCK')
  assert.deepEqual(
    reputation.notices.map(({ reason }) => reason.split(' ')[0]),
    ['AWSManagedReconnaissanceList', 'AWSManagedIPDDoSList'],
  )
  const ddos = compileFirewall(
    firewallOf([groupRule(amazonIpReputationList)]),
    bareSources({ addressLists: { ddos: set } }),
  )
  assert.equal(ddos.judge(inspected()).action, 'ALLOW')
})

test('headers of a closed form are looked at where they leave it', () => {
  const evaluator = compileFirewall(firewallOf([groupRule(commonRuleSet)]), bareSources())
  const judged = (headers: Record<string, string>) => evaluator.judge(inspected({ headers })).action
  assert.equal(judged({ accept: 'text/html,*/*;q=0.8', authorization: 'Bearer a.b-c_d' }), 'ALLOW')
  assert.equal(judged({ accept: '<script>alert(1)</script>' }), 'BLOCK')
  assert.equal(judged({ 'x-anything': '<script>alert(1)</script>' }), 'BLOCK')
})

test('an attack is found behind an encoding in a segment of a path, and in each text of an XML document', () => {
  const evaluator = compileFirewall(firewallOf([groupRule(commonRuleSet)]), bareSources())
  const attack = '<script>alert(document.cookie)</script>'
  const path = `/files/${Buffer.from(attack).toString('base64url')}/view`
  assert.equal(evaluator.judge(inspected({ path })).action, 'BLOCK')
  assert.equal(evaluator.judge(inspected({ path: '/files/01a20bc3-77d1-71df-bb0d-fe0cb159ab5c' })).action, 'ALLOW')
  const headers = { 'content-type': 'application/soap+xml; charset=utf-8' }
  for (const body of [
    '<a><b>;cat /etc/passwd</b></a>',
    '<a b=";cat /etc/passwd"/>',
    '<a><![CDATA[;cat /etc/passwd]]></a>',
  ]) {
    assert.equal(evaluator.judge(inspected({ method: 'POST', headers, body })).action, 'BLOCK', body)
  }
})
