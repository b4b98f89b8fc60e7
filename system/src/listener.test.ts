import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ForwardRule, ListenerRule } from './listener.ts'
import { loadBalancers, loadBalancersOnAws, topologies } from './topology.ts'

const allRules = topologies.flatMap((topology) => loadBalancers(topology).map(({ rules }) => rules))

function forwards(rules: readonly ListenerRule[]): readonly ForwardRule[] {
  return rules.filter((rule) => 'forwardTo' in rule)
}

test('rules stand in the order in which they are tried', () => {
  for (const rules of allRules) {
    const priorities = rules.map(({ priority }) => priority)
    assert.deepEqual(
      priorities,
      priorities.toSorted((a, b) => a - b),
    )
  }
})

test('a rule for everything below a path comes with one for the path itself, or needs none', () => {
  const paths = new Set(allRules.flat().flatMap(({ conditions }) => conditions.paths ?? []))
  assert.ok(paths.has('/api') && paths.has('/api/*'))
})

test('every write to api needs a token unless identity or a webhook proves itself', () => {
  for (const rules of allRules) {
    const toApi = forwards(rules).filter(({ forwardTo }) => forwardTo === 'api')
    const open = toApi.filter(({ token }) => token === 'none').map(({ name }) => name)
    for (const name of open) {
      assert.ok(['identity and webhooks', 'anonymous reads', 'issuer documents'].includes(name), name)
    }
    const writes = rules.find(({ name }) => name === 'writes')
    const reads = rules.find(({ name }) => name === 'anonymous reads')
    if (writes === undefined || reads === undefined) continue
    assert.ok(writes.priority < reads.priority)
    assert.deepEqual(writes.conditions.methods, ['POST', 'PUT', 'PATCH', 'DELETE'])
  }
})

test('beside the pages of split only messages, pictures and the two documents of the issuer are reached, those only read', () => {
  const main = loadBalancers('split').find(({ host }) => host === 'web')
  const [documents, ...others] = forwards(main?.rules ?? [])
  assert.deepEqual(documents?.conditions.methods, ['GET', 'HEAD'])
  assert.ok(documents?.conditions.paths?.every((path) => !path.includes('*')))
  assert.deepEqual(
    others.map(({ forwardTo }) => forwardTo),
    ['messaging', 'objects', 'web'],
  )
})

test('uploads and renders are found beside the pages in every topology, and on AWS by no load balancer', () => {
  for (const topology of topologies) {
    const main = loadBalancers(topology).find(({ name }) => name === 'main')
    const rule = forwards(main?.rules ?? []).find(({ forwardTo }) => forwardTo === 'objects')
    assert.deepEqual([rule?.priority, rule?.token, rule?.conditions.paths], [45, 'none', ['/uploads/*', '/renders/*']])
    const onAws = loadBalancersOnAws(topology).flatMap(({ rules }) => forwards(rules))
    assert.deepEqual(new Set(onAws.map(({ forwardTo }) => forwardTo)), new Set(['api', 'web']))
  }
})

test('messages are found beside the pages in every topology, with tokens that their tier checks itself', () => {
  for (const topology of topologies) {
    const main = loadBalancers(topology).find(({ name }) => name === 'main')
    const rule = forwards(main?.rules ?? []).find(({ forwardTo }) => forwardTo === 'messaging')
    assert.deepEqual([rule?.priority, rule?.token, rule?.conditions.paths], [42, 'none', ['/graphql', '/graphql/*']])
  }
})

test('only one load balancer faces the internet unless the topology is split', () => {
  const facing = topologies.map(
    (topology) => loadBalancers(topology).filter(({ scheme }) => scheme === 'internet-facing').length,
  )
  assert.deepEqual(facing, [1, 2, 1])
})
