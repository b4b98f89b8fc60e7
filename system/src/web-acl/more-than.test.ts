import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moreThan } from './more-than.ts'

test('a pattern holds for every number above a limit and for none up to it', () => {
  for (const limit of [5, 9, 250, 999, 1_000]) {
    const pattern = new RegExp(moreThan(limit))
    for (let number = 0; number <= 11_000; number += 1) assert.equal(pattern.test(String(number)), number > limit)
  }
})

test('leading zeros make a number no smaller', () => {
  assert.match('00000025000001', new RegExp(moreThan(25_000_000)))
  assert.doesNotMatch('00000025000000', new RegExp(moreThan(25_000_000)))
})
