import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CheckResult, HealthRecord } from './health.ts'

const good = { passed: true } as const
const bad = { passed: false, reason: 'Target.ResponseCodeMismatch' } as const
const late = { passed: false, reason: 'Target.Timeout' } as const

function record() {
  const seen: string[] = []
  const subject = new HealthRecord({ healthyCount: 2, unhealthyCount: 3 }, ({ state, reason }) => {
    seen.push(reason === undefined ? state : `${state} ${reason}`)
  })
  const check = (...results: CheckResult[]) =>
    results.map((result) => {
      subject.checked(result)
      return subject.health.state
    })
  return { subject, check, seen }
}

test('a new target needs one good check, an unhealthy one as many in a row as asked', () => {
  const { check } = record()
  assert.deepEqual(check(bad, good), ['initial', 'healthy'])
  assert.deepEqual(check(bad, bad, good, bad, bad, bad), [...Array(5).fill('healthy'), 'unhealthy'])
  assert.deepEqual(check(good, bad, good, good), ['unhealthy', 'unhealthy', 'unhealthy', 'healthy'])
})

test('each change is told once, with its reason', () => {
  const { check, seen } = record()
  check(bad, late, late, late, good, good)
  assert.deepEqual(seen, ['initial Elb.InitialHealthChecking', 'unhealthy Target.Timeout', 'healthy'])
})

test('a target that deregisters drains until it is gone, whatever its checks say', () => {
  const { subject, check, seen } = record()
  check(good)
  subject.deregister()
  assert.deepEqual(check(bad, bad, bad), ['draining', 'draining', 'draining'])
  subject.unregister()
  assert.deepEqual(seen.slice(-2), ['draining Target.DeregistrationInProgress', 'unused Target.NotRegistered'])
})

test('a good check after that is a new target in the same slot', () => {
  const { subject, check } = record()
  check(good)
  subject.deregister()
  assert.deepEqual(check(good), ['healthy'])
})
