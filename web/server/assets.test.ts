import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepts } from './assets.ts'

test('a coding is sent where it is named and not refused', () => {
  assert.equal(accepts('gzip, deflate, br;q=0.5', 'br'), true)
  assert.equal(accepts('gzip, BR', 'br'), true)
  assert.equal(accepts('gzip, br;q=0', 'br'), false)
  assert.equal(accepts('gzip, br; q=0.0', 'br'), false)
  assert.equal(accepts('', 'gzip'), false)
})
