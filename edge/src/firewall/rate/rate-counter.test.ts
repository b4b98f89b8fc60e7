import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RateCounter } from './rate-counter.ts'
import { RateCounters } from './rate-counters.ts'

function clock() {
  let at = 1_800_000_000_000
  return { now: () => at, pass: (ms: number) => (at += ms) }
}

test('requests count for as long as the window, and leave it step by step', () => {
  const { now, pass } = clock()
  const counter = new RateCounter(60_000, now)
  for (let second = 0; second < 60; second += 1) {
    assert.equal(counter.add('a'), second + 1)
    pass(1_000)
  }
  pass(30_000)
  const half = counter.add('a')
  assert.ok(half > 25 && half < 35, String(half))
  pass(61_000)
  assert.equal(counter.add('a'), 1)
})

test('keys are counted apart', () => {
  const counter = new RateCounter(60_000, clock().now)
  counter.add('a')
  counter.add('a')
  assert.equal(counter.add('b'), 1)
  assert.equal(counter.add('a'), 3)
})

test('a flood of 1,000,000 other keys neither grows the table nor hides who is over the limit', () => {
  const counter = new RateCounter(300_000, clock().now)
  for (let turn = 0; turn < 1_000; turn += 1) counter.add('busy')
  for (let key = 0; key < 1_000_000; key += 1) counter.add(`k${key}`)
  assert.ok(counter.size <= 16_384, String(counter.size))
  assert.equal(counter.add('busy'), 1_001)
})

test('what other processes have counted is added, and what this one has counted can be told to them', () => {
  const { now } = clock()
  const [here, there] = [new RateCounters(now), new RateCounters(now)]
  const [counter, other] = [here, there].map((counters) => counters.counterOf('rule', 'shape', 60_000))
  for (let turn = 0; turn < 5; turn += 1) counter?.add('a')
  counter?.add('rare')
  const told = here.local(2)
  assert.deepEqual(told, new Map([['rule', new Map([['a', 5]])]]))
  there.setOthers(told)
  assert.equal(other?.add('a'), 6)
  assert.equal(other?.add('rare'), 1)
})

test('a rule goes on counting through a change of the web ACL, unless it counts by something else', () => {
  const counters = new RateCounters(clock().now)
  counters.counterOf('rule', 'by address', 60_000).add('a')
  assert.equal(counters.counterOf('rule', 'by address', 60_000).add('a'), 2)
  assert.equal(counters.counterOf('rule', 'by path', 60_000).add('a'), 1)
})
