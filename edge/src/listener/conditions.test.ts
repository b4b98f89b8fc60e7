import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListenerConditions } from '@porchlight/system/listener'
import { compileConditions, type RoutedRequest } from './conditions.ts'

const request: RoutedRequest = {
  method: 'GET',
  host: 'Porch.Example:8080',
  path: '/Photos/1.png',
  search: '?Size=Large&flag&q=a%20b',
  clientAddress: '203.0.113.7',
  headerValues: (name) => (name === 'user-agent' ? ['Mozilla/5.0 (Phone)'] : name === 'x-twice' ? ['one', 'two'] : []),
}

function holds(conditions: ListenerConditions): boolean {
  return compileConditions(conditions).every((condition) => condition(request))
}

const holding: readonly ListenerConditions[] = [
  {},
  { hosts: ['porch.example'] },
  { hosts: ['other.example', '*.EXAMPLE'] },
  { paths: ['/Photos/*'] },
  { methods: ['HEAD', 'GET'] },
  { headers: [{ name: 'User-Agent', values: ['*chrome*', '*PHONE*'] }] },
  { headers: [{ name: 'x-twice', values: ['two'] }] },
  {
    headers: [
      { name: 'user-agent', values: ['*'] },
      { name: 'x-twice', values: ['one'] },
    ],
  },
  { queries: [[{ key: 'size', value: 'large' }]] },
  { queries: [[{ value: 'l?rge' }]] },
  {
    queries: [
      [{ key: 'flag', value: '*' }],
      [
        { key: 'none', value: '*' },
        { key: 'q', value: 'a%20b' },
      ],
    ],
  },
  { sourceIps: ['198.51.100.0/24', '203.0.113.0/24'] },
]

for (const conditions of holding) test(`holds: ${JSON.stringify(conditions)}`, () => assert.ok(holds(conditions)))

const failing: readonly ListenerConditions[] = [
  { hosts: ['example'] },
  { paths: ['/photos/*'] },
  { methods: ['POST'] },
  { headers: [{ name: 'cookie', values: ['*'] }] },
  {
    headers: [
      { name: 'user-agent', values: ['*'] },
      { name: 'x-twice', values: ['three'] },
    ],
  },
  { queries: [[{ key: 'size', value: 'small' }]] },
  { queries: [[{ value: 'a b' }]] },
  { queries: [[{ key: 'size', value: '*' }], [{ key: 'none', value: '*' }]] },
  { sourceIps: ['198.51.100.0/24'] },
  { sourceIps: ['2001:db8::/32'] },
  { paths: ['/Photos/*'], methods: ['POST'] },
]

for (const conditions of failing)
  test(`does not hold: ${JSON.stringify(conditions)}`, () => assert.ok(!holds(conditions)))

test('a request without a query has no parameter that any value would fit', () => {
  const [condition] = compileConditions({ queries: [[{ value: '*' }]] })
  assert.equal(condition?.({ ...request, search: '' }), false)
})

test('an address of IPv6 is within its range', () => {
  const [condition] = compileConditions({ sourceIps: ['2001:db8::/32'] })
  assert.equal(condition?.({ ...request, clientAddress: '2001:db8::1' }), true)
})
