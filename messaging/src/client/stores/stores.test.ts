import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testStore } from '../testing/store-suite.ts'
import { openDatabase } from './database.ts'
import { fileStore } from './file.ts'
import { indexedDbStore } from './indexed-db.ts'
import { withLease } from './locks.ts'
import { memoryStore } from './memory.ts'

const directory = mkdtempSync(join(tmpdir(), 'porchlight-store-'))
after(() => rmSync(directory, { recursive: true }))

testStore({ name: 'memory', open: memoryStore, survives: false })
testStore({ name: 'IndexedDB', open: () => indexedDbStore('of-a-member'), survives: true })
testStore({ name: 'files', open: () => fileStore(directory), survives: true })

test('a tab is told when another put something', async () => {
  const [one, other] = [indexedDbStore('told'), indexedDbStore('told')]
  const told = new Promise<void>((resolve) => other.onChange(resolve))
  await one.put({ id: 'a', conversationId: 'c', operation: { kind: 'send', body: 'b' }, queuedAt: 1 })
  await told
  await Promise.all([one.close(), other.close()])
})

test('without Web Locks, as on an origin without TLS, a lease keeps two tabs apart', async () => {
  const database = await openDatabase('leased')
  const order: string[] = []
  const work = (name: string) => async () => {
    order.push(`${name} begins`)
    await new Promise((resolve) => setTimeout(resolve, 20))
    order.push(`${name} ends`)
  }
  const never = new AbortController().signal
  await Promise.all([withLease(database, work('one'), never), withLease(database, work('other'), never)])
  const [first, second] = order[0] === 'one begins' ? ['one', 'other'] : ['other', 'one']
  assert.deepEqual(order, [`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`])
  database.close()
})
