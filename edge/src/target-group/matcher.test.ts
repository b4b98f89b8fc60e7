import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileMatcher } from './matcher.ts'

test('codes and ranges of them match, and nothing else does', () => {
  const matches = compileMatcher('200,300-302')
  assert.deepEqual([199, 200, 201, 300, 302, 303].map(matches), [false, true, false, true, true, false])
  assert.throws(() => compileMatcher('2xx'), /"2xx" are no status codes/)
})
