import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytesText } from './bytes.ts'

test('bytes are told in the unit that keeps them short', () => {
  const told = [0, 999, 1_000, 1_234_567, 25_000_000, 3_400_000_000].map((bytes) => bytesText(bytes, 'en'))
  assert.deepEqual(told, ['0 byte', '999 byte', '1 kB', '1.2 MB', '25 MB', '3.4 GB'])
  assert.equal(bytesText(1_234_567, 'de'), '1,2 MB')
})
