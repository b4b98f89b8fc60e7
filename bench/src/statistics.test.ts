import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, percentile } from './statistics.ts'

test('the median is the middle one of an odd number and between the two in the middle of an even one', () => {
  assert.equal(median([9, 1, 5]), 5)
  assert.equal(median([10, 1, 4, 2]), 3)
  assert.throws(() => median([]), RangeError)
})

test('a percentile is a value that was seen, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1)
  assert.equal(percentile(hundred, 0.5), 50)
  assert.equal(percentile(hundred, 0.99), 99)
  assert.equal(percentile([7], 0.99), 7)
  assert.throws(() => percentile([], 0.5), RangeError)
})
