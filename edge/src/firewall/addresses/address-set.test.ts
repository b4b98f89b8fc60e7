import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AddressSet } from './address-set.ts'
import { parseAddress } from './parse-address.ts'

function has(set: AddressSet, text: string): boolean {
  const address = parseAddress(text)
  return address !== undefined && set.has(address)
}

test('an address is found in ranges of either version, at both ends and not beyond', () => {
  const { set, faults } = AddressSet.parse(['192.0.2.64/26', '198.51.100.7', '2001:db8:1::/48', '::1', '192.0.2.0/25'])
  assert.deepEqual(faults, [])
  for (const inside of ['192.0.2.0', '192.0.2.127', '198.51.100.7', '2001:db8:1::', '2001:db8:1:ffff::ffff', '::1']) {
    assert.ok(has(set, inside), inside)
  }
  for (const outside of ['192.0.1.255', '192.0.2.128', '198.51.100.8', '2001:db8:2::', '2001:db8:0:ffff::', '::2']) {
    assert.ok(!has(set, outside), outside)
  }
})

test('everything is a range too', () => {
  const { set } = AddressSet.parse(['0.0.0.0/0', '::/0'])
  for (const any of [
    '0.0.0.0',
    '255.255.255.255',
    '::',
    'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '::ffff:192.0.2.1',
  ]) {
    assert.ok(has(set, any), any)
  }
})

test('what is neither an address nor a range is told, and nothing else is lost', () => {
  const { set, faults } = AddressSet.parse([
    '192.0.2.1',
    '192.0.2.0/33',
    'x',
    '1.2.3.4/8/8',
    '2001:db8::/129',
    'fe80::1%eth0',
  ])
  assert.deepEqual(faults, ['192.0.2.0/33', 'x', '1.2.3.4/8/8', '2001:db8::/129', 'fe80::1%eth0'])
  assert.ok(has(set, '192.0.2.1'))
})
