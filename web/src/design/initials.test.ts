import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initialsOf, toneOf } from './initials.ts'

test('initials are the first letters of the first and the last word', () => {
  assert.equal(initialsOf('Maximiliane von Oberstetten-Zwischenwasser'), 'MO')
  assert.equal(initialsOf('  théo '), 'T')
  assert.equal(initialsOf('Jun 🌻 Watanabe'), 'JW')
})

test('scripts without capitals, and names that are pictures, give one whole character', () => {
  assert.equal(initialsOf('يوسف الحدّاد'), 'ي')
  assert.equal(initialsOf('👩‍👩‍👧'), '👩‍👩‍👧')
})

test('a member has the same tone everywhere, and members share all eight', () => {
  assert.equal(toneOf('01a20bba-7275-74f7-91f0-173c3eb78dfc'), toneOf('01a20bba-7275-74f7-91f0-173c3eb78dfc'))
  const tones = new Set(Array.from({ length: 200 }, (_, index) => toneOf(`member-${index}`)))
  assert.deepEqual([...tones].sort(), [1, 2, 3, 4, 5, 6, 7, 8])
})
