import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FakeServer } from './testing/fake-server.ts'
import { bodies, join, serve, until, watch } from './testing/member.ts'

function fill(server: FakeServer, count: number): void {
  server.world.make('c', 'GROUP', ['ada', 'bob'])
  for (let number = 1; number <= count; number += 1) {
    server.world.add({ conversationId: 'c', id: `id-${number}`, senderId: 'bob', kind: 'MESSAGE', body: `${number}` })
  }
}

const numbers = (view: { entries: readonly { number: number }[] }) => view.entries.map(({ number }) => number)

test('a long conversation opens by its last page alone, and is read upward page by page', async (t) => {
  const server = await serve(t)
  fill(server, 2_000)
  const ada = join(t, server, { memberId: 'ada' }).conversation('c')
  const opened = await until(ada, ({ status }) => status === 'ready')
  assert.deepEqual([numbers(opened)[0], numbers(opened).at(-1), opened.hasEarlier], [1_951, 2_000, true])
  watch(t, ada)
  await ada.loadEarlier()
  assert.deepEqual([numbers(ada.getSnapshot())[0], numbers(ada.getSnapshot()).length], [1_901, 100])
})

test('reading far up lets go of what is below, which comes back on the way down', async (t) => {
  const server = await serve(t)
  fill(server, 1_000)
  const ada = join(t, server, { memberId: 'ada' }).conversation('c')
  await until(ada, ({ status }) => status === 'ready')
  watch(t, ada)
  while (ada.getSnapshot().hasEarlier) await ada.loadEarlier()
  const top = ada.getSnapshot()
  assert.deepEqual([numbers(top)[0], numbers(top).length, top.hasLater], [1, 600, true])
  while (ada.getSnapshot().hasLater) await ada.loadLater()
  const end = ada.getSnapshot()
  assert.deepEqual([numbers(end).at(-1), numbers(end).length, end.hasEarlier], [1_000, 600, true])
  assert.deepEqual(
    numbers(end),
    [...numbers(end)].map((_, index) => 401 + index),
  )
})

test('the first unread can be jumped to, and new messages wait below until the end is shown again', async (t) => {
  const server = await serve(t)
  fill(server, 500)
  server.world.mark('c', 'ada', { read: 100 })
  const messaging = join(t, server, { memberId: 'ada' })
  const ada = messaging.conversation('c')
  const { firstUnread, summary } = await until(ada, ({ status }) => status === 'ready')
  assert.deepEqual([firstUnread, summary?.unread], [101, 400])
  await until(messaging.connection, ({ state }) => state === 'live')
  watch(t, ada)
  await ada.jumpTo(101)
  assert.ok(numbers(ada.getSnapshot()).includes(101))
  assert.equal(ada.getSnapshot().hasLater, true)
  const bob = join(t, server, { memberId: 'bob' }).conversation('c')
  await bob.send({ body: 'New' })
  await bob.edit(101, 'Edited')
  await until(ada, (view) => bodies(view).includes('Edited'))
  assert.equal(bodies(ada.getSnapshot()).includes('New'), false)
  await ada.jumpToEnd()
  assert.equal(bodies(ada.getSnapshot()).at(-1), 'New')
  assert.equal(ada.getSnapshot().hasLater, false)
})

test('after being away for very long, the end is shown in place of all that came between', async (t) => {
  const server = await serve(t)
  fill(server, 10)
  const messaging = join(t, server, { memberId: 'ada' })
  const ada = messaging.conversation('c')
  await until(ada, ({ status }) => status === 'ready')
  watch(t, ada)
  for (let number = 11; number <= 1_500; number += 1) {
    server.world.add({ conversationId: 'c', id: `id-${number}`, senderId: 'bob', kind: 'MESSAGE', body: `${number}` })
  }
  messaging.refresh()
  const view = await until(ada, (shown) => bodies(shown).at(-1) === '1500')
  assert.deepEqual(
    numbers(view),
    [...numbers(view)].map((_, index) => (numbers(view)[0] ?? 0) + index),
  )
})

test('what a message answers is fetched when it is far above', async (t) => {
  const server = await serve(t)
  fill(server, 300)
  server.world.add({ conversationId: 'c', id: 'r', senderId: 'bob', kind: 'MESSAGE', body: 'As I said', replyTo: 7 })
  const ada = join(t, server, { memberId: 'ada' }).conversation('c')
  const view = await until(ada, ({ entries }) => {
    const last = entries.at(-1)
    return last?.kind === 'message' && last.replyTo?.message !== undefined
  })
  const last = view.entries.at(-1)
  assert.deepEqual(last?.kind === 'message' && last.replyTo?.message, { senderId: 'bob', body: '7', pictures: 0 })
})
