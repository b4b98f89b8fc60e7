import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pssOf } from './memory.ts'

test('the proportional set size is read, not its parts', () => {
  const rollup = 'Rss:   90000 kB\nPss:   41000 kB\nPss_Dirty:   1000 kB\nPss_Anon:   900 kB\n'
  assert.equal(pssOf(rollup), 41_000 * 1024)
  assert.equal(pssOf(''), 0)
})
