import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '@porchlight/contract/errors'
import { newId } from '../context.ts'
import { newestFirst, oldestFirst, pageOfRows, readCursor, writeCursor } from './keyset.ts'

test('a cursor names the id that it was made from', () => {
  const id = newId()
  assert.equal(readCursor(writeCursor(id)), id)
  assert.equal(writeCursor(id).length, 22)
})

test('a cursor that no list gave is a fault of the query', () => {
  const version4 = writeCursor('0190f3b2-0000-4000-8000-000000000000')
  for (const cursor of ['', 'a', 'AAAAAAAAAAAAAAAAAAAAAA', `${writeCursor(newId())}A`, version4]) {
    assert.throws(
      () => readCursor(cursor),
      (error) => error instanceof DomainError && error.faults[0]?.pointer === '/cursor',
      cursor,
    )
  }
})

test('a page that is full and goes on says where', () => {
  const rows = [newId(), newId(), newId()].map((id) => ({ id }))
  const keyset = oldestFirst({ limit: 2 })
  const page = pageOfRows(keyset, rows, ({ id }) => id)
  assert.deepEqual(page.items, [rows[0]?.id, rows[1]?.id])
  assert.equal(oldestFirst({ limit: 2, cursor: page.nextCursor ?? '' }).past, rows[1]?.id)
})

test('the last page, full or empty, has no next cursor', () => {
  const rows = [newId(), newId()].map((id) => ({ id }))
  assert.equal(pageOfRows(newestFirst({ limit: 2 }), rows, ({ id }) => id).nextCursor, null)
  assert.deepEqual(
    pageOfRows(newestFirst({ limit: 2 }), [], () => 0),
    { items: [], nextCursor: null },
  )
})
