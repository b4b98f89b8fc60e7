import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAlgorithm } from './algorithm.ts'

const roundRobin = { 'load_balancing.algorithm.type': 'round_robin', 'slow_start.duration_seconds': 30 } as const
const least = {
  'load_balancing.algorithm.type': 'least_outstanding_requests',
  'slow_start.duration_seconds': 0,
} as const

function target(name: string, changes: { outstanding?: number; healthySince?: number } = {}) {
  return { name, outstanding: 0, healthySince: 0, ...changes }
}

test('least outstanding picks the least busy, and equally busy targets take turns', () => {
  const pick = createAlgorithm(least)
  const [a, b, c] = [target('a'), target('b'), target('c', { outstanding: 1 })]
  assert.deepEqual(
    Array.from({ length: 4 }, () => pick([a, b, c])?.name),
    ['a', 'b', 'a', 'b'],
  )
})

test('round robin gives each target its turn, busy or not', () => {
  const pick = createAlgorithm(roundRobin, () => 60_000)
  const targets = [target('a', { outstanding: 9 }), target('b'), target('c')]
  assert.deepEqual(
    Array.from({ length: 6 }, () => pick(targets)?.name),
    ['a', 'b', 'c', 'a', 'b', 'c'],
  )
})

test('in a slow start the share grows in a line up to the full one', () => {
  let nowMs = 100_000
  const pick = createAlgorithm(roundRobin, () => nowMs)
  const [old, fresh] = [target('old'), target('fresh', { healthySince: 100_000 })]
  const share = () => Array.from({ length: 300 }, () => pick([old, fresh])).filter((each) => each === fresh).length
  const shares = [0, 7_500, 15_000, 30_000].map((passedMs) => {
    nowMs = 100_000 + passedMs
    return share()
  })
  // Of 300 turns: weights of 0.01, a quarter, a half and one beside one.
  for (const [index, expected] of [3, 60, 100, 150].entries()) {
    assert.ok(Math.abs((shares[index] ?? 0) - expected) <= 1, `${shares}`)
  }
})

test('nobody is picked of nobody', () => {
  assert.equal(createAlgorithm(least)([]), undefined)
  assert.equal(createAlgorithm(roundRobin)([]), undefined)
})
