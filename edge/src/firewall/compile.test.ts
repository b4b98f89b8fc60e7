import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import { applyOverlay } from '@porchlight/system/web-acl/apply-overlay'
import { FirewallFault } from '@porchlight/system/web-acl/fault'
import { emptyOverlay } from '@porchlight/system/web-acl/overlay'
import { firewall } from '@porchlight/system/web-acl/porchlight'
import { inspected } from '../testing/inspected.ts'
import { compileFirewall } from './compile.ts'
import { bareSources } from './sources.ts'

test('a request that no rule touches passes without a record', () => {
  const judgement = compileFirewall(firewall, bareSources()).judge(inspected())
  assert.deepEqual(judgement, { action: 'ALLOW', response: undefined, insertHeaders: [], record: undefined })
})

test('an address on the block list is refused, with a record in the shape of AWS', () => {
  const addresses = { 'blocked-v4': ['192.0.2.1'] }
  const evaluator = compileFirewall(applyOverlay(firewall, { ...emptyOverlay, addresses }), bareSources())
  const { action, response, record } = evaluator.judge(inspected())
  assert.equal(action, 'BLOCK')
  assert.equal(response?.status, 403)
  assert.deepEqual(FirewallLogRecord.parse(record), record)
  assert.equal(record?.terminatingRuleId, 'block-list')
})

test('the documents that validators of tokens need pass even from a blocked address', () => {
  const addresses = { 'blocked-v4': ['0.0.0.0/0'] }
  const evaluator = compileFirewall(applyOverlay(firewall, { ...emptyOverlay, addresses }), bareSources())
  assert.equal(evaluator.judge(inspected({ path: '/api/auth/jwks' })).action, 'ALLOW')
  assert.equal(evaluator.judge(inspected({ path: '/api/auth/jwks', method: 'POST' })).action, 'BLOCK')
})

test('every fault of a firewall is reported at once, with the name of its rule', () => {
  const overlay = { ...emptyOverlay, addresses: { 'blocked-v4': ['2001:db8::/32'], 'blocked-v6': ['nowhere'] } }
  const twice = applyOverlay(firewall, overlay)
  const [first] = twice.webAcl.Rules
  assert.ok(first)
  const broken = { ...twice, webAcl: { ...twice.webAcl, Rules: [...twice.webAcl.Rules, first] } }
  assert.throws(
    () => compileFirewall(broken, bareSources()),
    (error) => {
      assert.ok(error instanceof FirewallFault)
      assert.deepEqual(
        error.faults.map(({ rule }) => rule),
        ['key-discovery', 'key-discovery', 'blocked-v4', 'blocked-v6'],
      )
      return true
    },
  )
})

test('what has no data says so', () => {
  const countries = applyOverlay(firewall, { ...emptyOverlay, blockedCountries: ['AQ'] })
  const rules = new Set(compileFirewall(countries, bareSources()).notices.map(({ rule }) => rule))
  assert.deepEqual(rules, new Set(['blocked-countries', 'ip-reputation', 'anonymous-ip']))
})
