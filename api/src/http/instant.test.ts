import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { instantOfId } from './instant.ts'

test('the instant of an id is when it was made, to the millisecond', () => {
  assert.equal(instantOfId('017f22e2-79b0-7cc3-98c4-dc0c0c07398f'), '2022-02-22T19:22:22.000Z')
})

test('any instant is written as a date writes it', () => {
  const lastMs = Date.parse('9999-12-31T23:59:59.999Z')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: lastMs }), (msecs) => {
      assert.equal(instantOfId(v7({ msecs })), new Date(msecs).toISOString())
    }),
  )
})
