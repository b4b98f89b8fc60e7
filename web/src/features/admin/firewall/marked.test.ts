import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decoded, markedTarget } from './marked.ts'

test('what matched is marked in the decoded address', () => {
  assert.deepEqual(markedTarget("/members?q=1'+UNION+SELECT%201--", ['union select 1']), [
    { text: "/members?q=1' ", found: false },
    { text: 'UNION SELECT 1', found: true },
    { text: '--', found: false },
  ])
})

test('what cannot be found again marks nothing, and overlapping matches are one', () => {
  assert.deepEqual(markedTarget('/a?b=c', ['', 'nowhere', '/a?b=c']), [{ text: '/a?b=c', found: false }])
  assert.deepEqual(markedTarget('/abcd', ['ab', 'bc']), [
    { text: '/', found: false },
    { text: 'abc', found: true },
    { text: 'd', found: false },
  ])
})

test('what is not well-formed stays as it was sent', () => {
  assert.equal(decoded('/%zz?a=%41'), '/%zz?a=%41')
})
