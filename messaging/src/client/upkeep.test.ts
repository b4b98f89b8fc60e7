import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeClock } from './testing/fake-clock.ts'
import { keepUp } from './upkeep.ts'

function kept({ visible }: { visible: boolean } = { visible: true }) {
  const clock = new FakeClock()
  const stopping = new AbortController()
  const counts = { idle: 0, woke: 0 }
  keepUp({
    clock,
    random: () => 0.5,
    surroundings: { online: () => true, visible: () => visible, onChange: () => () => undefined },
    stopping: stopping.signal,
    idleMs: 60_000,
    onIdle: () => {
      counts.idle += 1
    },
    onWake: () => {
      counts.woke += 1
    },
    onSurroundings: () => undefined,
  })
  return { clock, stopping, counts }
}

test('a device that slept for hours is known to have slept, once', async () => {
  const { clock, counts } = kept()
  await clock.pass(30_000)
  assert.equal(counts.woke, 0)
  await clock.sleep(3 * 3_600_000)
  assert.equal(counts.woke, 1)
  await clock.pass(60_000)
  assert.equal(counts.woke, 1)
})

test('timers that a hidden page gets a minute late are no sleep', async () => {
  const { clock, counts } = kept({ visible: false })
  for (let minute = 0; minute < 30; minute += 1) await clock.sleep(60_000)
  assert.equal(counts.woke, 0)
})

test('a clock that is set back by hours counts as sleep, and does not end the asking', async () => {
  const { clock, counts } = kept()
  await clock.pass(20_000)
  const before = counts.idle
  clock.set(clock.now() - 5 * 3_600_000)
  await clock.pass(130_000)
  assert.equal(counts.woke, 1)
  assert.ok(counts.idle > before)
})

test('while nothing happens it asks about once a minute, and five times as seldom when nobody looks', async () => {
  const [seen, hidden] = [kept(), kept({ visible: false })]
  await seen.clock.pass(600_000)
  await hidden.clock.pass(600_000)
  assert.deepEqual([seen.counts.idle, hidden.counts.idle], [10, 2])
})

test('once stopped it does nothing any more', async () => {
  const { clock, stopping, counts } = kept()
  stopping.abort()
  await clock.sleep(24 * 3_600_000)
  assert.deepEqual(counts, { idle: 0, woke: 0 })
})
