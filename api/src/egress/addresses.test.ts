import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOfAddress, parseNetworks } from './addresses.ts'

const refused = {
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  unspecified: ['0.0.0.0', '0.1.2.3', '::'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fdff::1'],
  'link-local': ['169.254.1.1', 'fe80::1', 'febf::1'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
  metadata: ['169.254.169.254', '169.254.170.2', 'fd00:ec2::254', '100.100.100.200', '168.63.129.16'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  'broadcast and reserved': ['255.255.255.255', '240.0.0.1', '192.0.0.8', '198.18.0.1', '192.88.99.1'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1'],
  'mapped and compatible': ['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '::7f00:1'],
  NAT64: ['64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::808:808', '::ffff:0:127.0.0.1'],
  '6to4 and Teredo': ['2002:7f00:1::', '2002:808:808::1', '2001:0:53aa:64c::1'],
  'no address at all': ['', 'localhost', '127.0.0.1.nip.io', 'fe80::1%eth0', '1.2.3.4/8'],
}

for (const [kind, addresses] of Object.entries(refused)) {
  test(`never called: ${kind}`, () => {
    for (const address of addresses) assert.equal(kindOfAddress(address, []), 'refused', address)
  })
}

test('public addresses are called, also as NAT64 and mapped forms stand for them', () => {
  for (const address of ['1.1.1.1', '93.184.215.14', '2606:4700:4700::1111', '64:ff9b::808:808', '::ffff:8.8.8.8'])
    assert.equal(kindOfAddress(address, []), 'public', address)
})

test("the operator's own networks are told apart, and hold no metadata service", () => {
  const own = parseNetworks(['10.1.0.0/16', '127.0.0.1', 'fd00::/8', '169.254.0.0/16', '100.64.0.0/10'])
  for (const address of ['10.1.2.3', '127.0.0.1', '::ffff:10.1.2.3', 'fd12::1', '100.64.0.1'])
    assert.equal(kindOfAddress(address, own), 'own', address)
  for (const address of ['10.2.0.1', '127.0.0.2', '169.254.169.254', 'fd00:ec2::254', '100.100.100.200'])
    assert.equal(kindOfAddress(address, own), 'refused', address)
  assert.equal(kindOfAddress('1.1.1.1', own), 'public')
})
