import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Target } from './target.ts'

function target(): Target {
  return new Target('api.1', '/nowhere/api.1.sock', { healthyCount: 2, unhealthyCount: 3, idleTimeoutMs: 1_000 })
}

function states(checks: readonly ('good' | 'bad')[]): readonly boolean[] {
  const subject = target()
  return checks.map((result) => {
    subject.checked(result)
    return subject.healthy
  })
}

test('a target turns healthy, and unhealthy, after as many checks in a row as asked', () => {
  assert.deepEqual(states(['good', 'bad', 'good', 'good']), [false, false, false, true])
  const steady = ['good', 'good', 'bad', 'bad', 'good', 'bad', 'bad', 'bad', 'good', 'good'] as const
  assert.deepEqual(states(steady), [false, true, true, true, true, true, true, false, false, true])
})

test('a target that nobody listens for is unhealthy at once', () => {
  const subject = target()
  subject.checked('good')
  subject.checked('good')
  subject.unreachable()
  assert.equal(subject.healthy, false)
})

test('a target that asks to close is leaving until its next good check', () => {
  const subject = target()
  subject.asksToClose()
  subject.checked('bad')
  assert.equal(subject.leaving, true)
  subject.checked('good')
  assert.equal(subject.leaving, false)
})
