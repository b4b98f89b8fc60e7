import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InFlight } from './in-flight.ts'

test('what is freed is no longer held, and its slot is used again', () => {
  const inFlight = new InFlight<string>()
  const slots = ['one', 'two', 'three'].map((item) => inFlight.add(item))
  inFlight.free(slots[1] ?? -1)
  assert.deepEqual([...inFlight], ['one', 'three'])
  assert.equal(inFlight.size, 2)
  assert.equal(inFlight.add('four'), slots[1])
  assert.deepEqual([...inFlight], ['one', 'four', 'three'])
})
