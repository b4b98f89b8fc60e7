import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ListenerRule, maxConditionValues } from './listener.ts'
import { loadBalancers, topologies } from './topology.ts'

const allRules = topologies.flatMap((topology) => loadBalancers(topology).map(({ rules }) => rules))

function conditionValues({ conditions }: ListenerRule): number {
  const { hosts = [], paths = [], methods = [], headerPresent } = conditions
  return hosts.length + paths.length + methods.length + (headerPresent === undefined ? 0 : 1)
}

test('an ALB accepts every rule: few enough values, priorities unique and ascending', () => {
  for (const rules of allRules) {
    for (const rule of rules) assert.ok(conditionValues(rule) <= maxConditionValues, rule.name)
    const priorities = rules.map(({ priority }) => priority)
    assert.deepEqual(
      priorities,
      [...new Set(priorities)].sort((a, b) => a - b),
    )
  }
})

test('a rule for everything below a path comes with one for the path itself, or needs none', () => {
  const paths = new Set(allRules.flat().flatMap(({ conditions }) => conditions.paths ?? []))
  assert.ok(paths.has('/api') && paths.has('/api/*'))
})

test('every write to api needs a token unless identity or a webhook proves itself', () => {
  for (const rules of allRules) {
    const open = rules.filter(({ forwardTo, token }) => forwardTo === 'api' && token === 'none').map(({ name }) => name)
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

test('beside the pages of split only the two documents of the issuer are reached, and only read', () => {
  const main = loadBalancers('split').find(({ host }) => host === 'web')
  const [documents, ...others] = main?.rules ?? []
  assert.deepEqual(documents?.conditions.methods, ['GET', 'HEAD'])
  assert.ok(documents?.conditions.paths?.every((path) => !path.includes('*')))
  assert.deepEqual(
    others.map(({ forwardTo }) => forwardTo),
    ['web'],
  )
})

test('only one load balancer faces the internet unless the topology is split', () => {
  const facing = topologies.map(
    (topology) => loadBalancers(topology).filter(({ scheme }) => scheme === 'internet-facing').length,
  )
  assert.deepEqual(facing, [1, 2, 1])
})
