import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientAddress } from './client-address.ts'
import { parseTrustedProxies } from './trusted-proxies.ts'

const { proxies } = parseTrustedProxies('10.0.0.0/8, 2001:db8::/32,192.0.2.7')

const walks: readonly [string, string | undefined, string][] = [
  ['10.0.0.1', undefined, '10.0.0.1'],
  ['10.0.0.1', '203.0.113.5', '203.0.113.5'],
  ['10.0.0.1', '1.1.1.1, 203.0.113.5', '203.0.113.5'],
  ['10.0.0.1', '203.0.113.5, 10.9.9.9, 192.0.2.7', '203.0.113.5'],
  ['10.0.0.1', '203.0.113.5:4711', '203.0.113.5'],
  ['10.0.0.1', '[2001:db9::1]:443', '2001:db9::1'],
  ['10.0.0.1', '::ffff:203.0.113.5', '203.0.113.5'],
  ['10.0.0.1', 'unknown', '10.0.0.1'],
  ['10.0.0.1', '203.0.113.5, <script>, 10.0.0.2', '10.0.0.2'],
  ['10.0.0.1', '10.0.0.3', '10.0.0.3'],
]

for (const [peer, header, address] of walks) {
  test(`${peer} with ${header ?? 'no header'} is ${address}`, () => {
    assert.equal(clientAddress(peer, header, proxies), address)
  })
}

test('every malformed trusted proxy is named', () => {
  const { faults } = parseTrustedProxies('10.0.0.0/33,localhost,::1/129,10.0.0.1/8/8,10.0.0.1')
  assert.equal(faults.length, 4)
  assert.deepEqual(parseTrustedProxies('').faults, [])
})
