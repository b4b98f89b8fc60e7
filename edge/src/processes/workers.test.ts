import assert from 'node:assert/strict'
import cluster from 'node:cluster'
import { join } from 'node:path'
import { env } from 'node:process'
import { type TestContext, test } from 'node:test'
import { createLogger } from '@porchlight/runtime/logger'
import { firewall } from '@porchlight/system/web-acl/porchlight'
import { until } from '../testing/edge-under-test.ts'
import { Workers } from './workers.ts'

const policy = {
  firstDelayMs: 10,
  maxDelayMs: 50,
  stableMs: 10_000,
  maxFailures: 2,
  readyLimitMs: 20_000,
  heartbeatMs: 100,
  maxMissedBeats: 5,
  stopLimitMs: 2_000,
  retireLimitMs: 2_000,
}

function workers(context: TestContext, behaviour: string): Workers {
  cluster.setupPrimary({ exec: join(import.meta.dirname, '../testing/worker.ts'), execArgv: [] })
  env.FIXTURE = behaviour
  const subject = new Workers({
    count: 2,
    policy,
    logger: createLogger('edge', 'silent'),
    greeting: () => ({ kind: 'firewall', firewall }),
    heard: () => undefined,
  })
  context.after(() => subject.stop())
  return subject
}

test('a worker that is killed is started again, the other one stays', async (context) => {
  const subject = workers(context, 'well')
  assert.equal(await subject.start(), true)
  const [victim = 0, other] = subject.pids
  process.kill(victim, 'SIGKILL')
  await until(() => subject.pids[0] !== undefined && subject.pids[0] !== victim)
  assert.equal(subject.pids[1], other)
})

test('a worker that hangs is killed and started again', async (context) => {
  const subject = workers(context, 'hanging')
  assert.equal(await subject.start(), true)
  const [first] = subject.pids
  await until(() => subject.pids[0] !== undefined && subject.pids[0] !== first)
})

test('workers that never get ready are given up', async (context) => {
  assert.equal(await workers(context, 'crashing').start(), false)
})

test('rolling replaces every worker, unless the new one does not start', async (context) => {
  const subject = workers(context, 'well')
  await subject.start()
  const before = subject.pids
  await subject.roll()
  const after = subject.pids
  assert.equal(after.length, 2)
  assert.ok(before.every((pid) => !after.includes(pid)))
  env.FIXTURE = 'crashing'
  await subject.roll()
  assert.deepEqual(subject.pids, after)
})

test('stopping leaves no worker', async (context) => {
  const subject = workers(context, 'well')
  await subject.start()
  await subject.stop()
  assert.deepEqual(subject.pids, [undefined, undefined])
})
