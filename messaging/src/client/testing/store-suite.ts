import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Queued, Store } from '../store.ts'

export interface StoreKind {
  readonly name: string
  /** Of the same member, as another tab or process opens it. */
  readonly open: () => Store | Promise<Store>
  readonly survives: boolean
}

const never = new AbortController().signal

function queued(id: string, body = id): Queued {
  return { id, conversationId: 'c', operation: { kind: 'send', body }, queuedAt: 1 }
}

/** What every store must do. */
export function testStore({ name, open, survives }: StoreKind): void {
  test(`${name}: gives back what was put, in that order; a change keeps its place`, async () => {
    const store = await open()
    for (const id of ['c', 'a', 'b']) await store.put(queued(id))
    const failed = { ...queued('c'), failure: { code: 'TooLong', message: 'no' } }
    await store.put(failed)
    await store.remove('a')
    await store.remove('never')
    assert.deepEqual(await store.load(), [failed, queued('b')])
    for (const id of ['b', 'c']) await store.remove(id)
    assert.deepEqual(await store.load(), [])
    await store.close()
  })

  test(`${name}: work of two who share it does not overlap, also after one that failed`, async () => {
    const one = await open()
    const other = survives ? await open() : one
    let running = 0
    const work = async () => {
      running += 1
      assert.equal(running, 1)
      await new Promise((resolve) => setTimeout(resolve, 15))
      running -= 1
      throw new Error('It failed')
    }
    const all = await Promise.allSettled([one, other, one].map((store) => store.exclusively(work, never)))
    assert.deepEqual(
      all.map(({ status }) => status),
      ['rejected', 'rejected', 'rejected'],
    )
    await one.close()
    if (other !== one) await other.close()
  })

  if (!survives) return
  test(`${name}: another who opens it has what was put`, async () => {
    const one = await open()
    await one.put(queued('x'))
    await one.close()
    const other = await open()
    await other.put(queued('y'))
    assert.deepEqual(await other.load(), [queued('x'), queued('y')])
    await other.close()
  })
}
