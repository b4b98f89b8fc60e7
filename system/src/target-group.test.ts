import assert from 'node:assert/strict'
import { test } from 'node:test'
import { machineTargetGroupAttributes, targetGroupAttributes, targetGroupFaults } from './target-group.ts'

const roundRobin = { ...targetGroupAttributes, 'load_balancing.algorithm.type': 'round_robin' } as const
const minimum = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets'

test('AWS accepts the attributes of both worlds', () => {
  assert.deepEqual(targetGroupFaults(targetGroupAttributes), [])
  assert.deepEqual(targetGroupFaults(machineTargetGroupAttributes), [])
})

test('a slow start is 30 to 900 s, and of round robin only', () => {
  assert.deepEqual(targetGroupFaults({ ...roundRobin, 'slow_start.duration_seconds': 30 }), [])
  for (const seconds of [29, 901, 30.5]) {
    assert.equal(targetGroupFaults({ ...roundRobin, 'slow_start.duration_seconds': seconds }).length, 1)
  }
  assert.match(targetGroupFaults({ ...targetGroupAttributes, 'slow_start.duration_seconds': 30 }).join(), /least/)
})

test('limits out of range are each named', () => {
  const faults = targetGroupFaults({
    ...targetGroupAttributes,
    'deregistration_delay.timeout_seconds': 3_601,
    [`${minimum}.count`]: 0,
    [`${minimum}.percentage`]: 101,
  })
  assert.equal(faults.length, 3)
})
