import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyOverlay } from './apply-overlay.ts'
import { FirewallFault } from './fault.ts'
import { emptyOverlay } from './overlay.ts'
import { firewall } from './porchlight.ts'
import { Firewall } from './web-acl.ts'

function rule(of: Firewall, name: string) {
  const found = of.webAcl.Rules.find(({ Name }) => Name === name)
  assert.ok(found, name)
  return found
}

test('an empty overlay changes nothing', () => {
  assert.deepEqual(applyOverlay(firewall, emptyOverlay), firewall)
})

test('a rule of its own, a whole group and a rule inside one change between block and count', () => {
  const actions = {
    'body-size': 'COUNT',
    sqli: 'COUNT',
    'common/GenericLFI_URIPATH': 'COUNT',
    'common/GenericRFI_BODY': 'BLOCK',
  } as const
  const changed = applyOverlay(firewall, { ...emptyOverlay, actions })
  assert.deepEqual(Firewall.parse(changed), changed)
  assert.deepEqual(rule(changed, 'body-size').Action, { Count: {} })
  assert.deepEqual(rule(changed, 'sqli').OverrideAction, { Count: {} })
  const common = rule(changed, 'common').Statement
  assert.ok('ManagedRuleGroupStatement' in common)
  const overrides = new Map(
    common.ManagedRuleGroupStatement.RuleActionOverrides?.map((each) => [each.Name, each.ActionToUse]),
  )
  assert.deepEqual(overrides.get('GenericLFI_URIPATH'), { Count: {} })
  assert.deepEqual(overrides.get('GenericRFI_BODY'), { Block: {} })
  assert.deepEqual(overrides.get('NoUserAgent_HEADER'), { Count: {} })
})

test('block keeps the answer that the document gives', () => {
  const same = applyOverlay(firewall, { ...emptyOverlay, actions: { 'body-size': 'BLOCK' } })
  assert.deepEqual(rule(same, 'body-size').Action, rule(firewall, 'body-size').Action)
})

test('addresses join their IP set, single ones as a range', () => {
  const addresses = { 'blocked-v4': ['192.0.2.7', '198.51.100.0/24'], 'blocked-v6': ['2001:db8::1'] }
  const { ipSets } = applyOverlay(firewall, { ...emptyOverlay, addresses })
  const ranges = new Map(ipSets.map(({ Name, Addresses }) => [Name, Addresses]))
  assert.deepEqual(ranges.get('blocked-v4'), ['192.0.2.7/32', '198.51.100.0/24'])
  assert.deepEqual(ranges.get('blocked-v6'), ['2001:db8::1/128'])
  assert.deepEqual(ranges.get('allowed-v4'), [])
})

test('countries bring the country rule, which can be counted too', () => {
  const changed = applyOverlay(firewall, {
    ...emptyOverlay,
    blockedCountries: ['AQ'],
    actions: { 'blocked-countries': 'COUNT' },
  })
  assert.deepEqual(rule(changed, 'blocked-countries').Statement, { GeoMatchStatement: { CountryCodes: ['AQ'] } })
  assert.deepEqual(rule(changed, 'blocked-countries').Action, { Count: {} })
})

test('every name that the document does not have is reported at once', () => {
  const overlay = {
    actions: {
      nobody: 'BLOCK',
      'common/Nothing': 'COUNT',
      'body-size/Nothing': 'COUNT',
      'allow-list': 'BLOCK',
      'blocked-countries': 'COUNT',
    },
    addresses: { friends: ['192.0.2.1'] },
    blockedCountries: [],
  } as const
  assert.throws(
    () => applyOverlay(firewall, { ...overlay, addresses: { friends: ['192.0.2.1'] }, blockedCountries: [] }),
    (error) => {
      assert.ok(error instanceof FirewallFault)
      const expected = [...Object.keys(overlay.actions), 'friends']
      assert.deepEqual(
        error.faults.map((fault) => fault.rule),
        expected,
      )
      return true
    },
  )
})
