import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ListenerConditions, type ListenerRule, plainPortRules } from './listener.ts'
import { listenerFaults } from './listener-limits.ts'
import { loadBalancers, topologies } from './topology.ts'

const rule = (conditions: ListenerConditions): ListenerRule => ({
  priority: 1,
  name: 'r',
  conditions,
  token: 'none',
  forwardTo: 'web',
})

const refused: readonly [string, ListenerRule][] = [
  ['condition values', rule({ paths: ['/a', '/b', '/c'], methods: ['GET', 'HEAD', 'POST'] })],
  ['wildcards', rule({ paths: ['/*/*/*'], hosts: ['*.*.*'] })],
  ['characters', rule({ paths: ['/'.padEnd(129, 'a')] })],
  ['not a method', rule({ methods: ['get'] })],
  ['not the name of a header', rule({ headers: [{ name: 'a b', values: ['*'] }] })],
  ['condition of its own', rule({ headers: [{ name: 'Host', values: ['a'] }] })],
  ['priority', { ...rule({}), priority: 50_001 }],
  ['2XX, 4XX or 5XX', { ...rule({}), token: 'none', fixedResponse: { statusCode: 301 } }],
  ['1024', { ...rule({}), token: 'none', fixedResponse: { statusCode: 200, messageBody: 'a'.repeat(1_025) } }],
  ['itself', { ...rule({}), token: 'none', redirect: { statusCode: 'HTTP_301' } }],
  ['slash', { ...rule({}), token: 'none', redirect: { path: 'a', statusCode: 'HTTP_301' } }],
  ['port', { ...rule({}), token: 'none', redirect: { port: '70000', statusCode: 'HTTP_302' } }],
]

for (const [fault, faulty] of refused) {
  test(`a rule is refused for its ${fault}`, () => {
    const faults = listenerFaults([faulty])
    assert.equal(faults.length, 1)
    assert.ok(
      faults.every((text) => text.startsWith('r: ') && text.includes(fault)),
      faults.join(),
    )
  })
}

test('a priority is used once', () => {
  assert.deepEqual(listenerFaults([rule({}), rule({})]), ['r: priority 1 is used twice'])
})

test('an ALB accepts every rule of the system', () => {
  const listeners = topologies.flatMap((topology) => loadBalancers(topology).map(({ rules }) => rules))
  for (const rules of [...listeners, plainPortRules]) assert.deepEqual(listenerFaults(rules), [])
})
