import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodies, join, serve, until, watch } from './testing/member.ts'

test('conversations come with the latest activity first, and count what is unread', async (t) => {
  const server = await serve(t)
  for (const id of ['old', 'new', 'silent']) server.world.make(id, 'GROUP', ['ada', 'bob'])
  const bob = join(t, server, { memberId: 'bob' })
  await bob.conversation('new').send({ body: 'First' })
  await until(bob.conversation('new'), ({ entries }) => entries.length === 1)
  const ada = join(t, server, { memberId: 'ada' })
  watch(t, ada.conversations)
  await until(ada.conversations, ({ items }) => items.length === 3 && items[0]?.id === 'new')
  await until(ada.connection, ({ state }) => state === 'live')
  await bob.conversation('old').send({ body: 'Then' })
  await bob.conversation('old').send({ body: 'That' })
  const { items, unread } = await until(ada.conversations, (list) => list.items[0]?.last?.text === 'That')
  assert.deepEqual(
    items.slice(0, 2).map((item) => [item.id, item.unread]),
    [
      ['old', 2],
      ['new', 1],
    ],
  )
  assert.equal(unread, 2)
  await ada.conversation('old').mute('2999-01-01T00:00:00.000Z')
  assert.equal((await until(ada.conversations, (list) => list.items[0]?.muted === true)).unread, 1)
  await ada.conversation('new').archive(true)
  assert.equal((await until(ada.conversations, (list) => list.unread === 0)).items.length, 3)
})

test('what one page has read, the member’s other page does not show as unread', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'GROUP', ['ada', 'bob'])
  server.world.add({ conversationId: 'c', id: 'x', senderId: 'bob', kind: 'MESSAGE', body: 'Hello' })
  const [one, other] = [join(t, server, { memberId: 'ada' }), join(t, server, { memberId: 'ada' })]
  await until(other.conversations, ({ unread }) => unread === 1)
  await until(other.connection, ({ state }) => state === 'live')
  await until(one.conversation('c'), ({ status }) => status === 'ready')
  one.conversation('c').markRead(1)
  await until(other.conversations, ({ unread }) => unread === 0)
})

test('the last message in the list follows its edit and its deletion', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'GROUP', ['ada', 'bob'])
  const [ada, bob] = [join(t, server, { memberId: 'ada' }), join(t, server, { memberId: 'bob' })]
  watch(t, ada.conversations)
  await until(ada.connection, ({ state }) => state === 'live')
  await bob.conversation('c').send({ body: 'Helo' })
  await bob.conversation('c').edit(1, 'Hello')
  await until(ada.conversations, ({ items }) => items[0]?.last?.text === 'Hello')
  await bob.conversation('c').remove(1)
  await until(ada.conversations, ({ items }) => items[0]?.last?.text === null)
})

test('a group is made, renamed, left, and told of to those who are in it', async (t) => {
  const server = await serve(t)
  const [ada, bob] = [join(t, server, { memberId: 'ada' }), join(t, server, { memberId: 'bob' })]
  watch(t, bob.conversations)
  await until(bob.connection, ({ state }) => state === 'live')
  const id = await ada.createGroup({ name: 'Walks', memberIds: ['bob'] })
  await until(bob.conversations, ({ items }) => items[0]?.id === id)
  await ada.conversation(id).rename('Long walks')
  await until(bob.conversations, ({ items }) => items[0]?.name === 'Long walks')
  await bob.conversation(id).leave()
  const view = await until(ada.conversation(id), ({ entries }) => entries.length === 3)
  assert.deepEqual(
    view.entries.map(({ kind }) => kind),
    ['membership', 'renaming', 'membership'],
  )
  await until(bob.conversations, ({ items }) => items[0]?.left === true)
})

test('search pages through all conversations, latest activity first', async (t) => {
  const server = await serve(t)
  for (const id of ['a', 'b']) server.world.make(id, 'GROUP', ['ada', 'bob'])
  const ada = join(t, server, { memberId: 'ada' })
  for (const [id, body] of [
    ['a', 'a kite'],
    ['b', 'another kite'],
    ['b', 'a boat'],
  ] as const) {
    await ada.conversation(id).send({ body })
    await until(ada.conversation(id), (view) => bodies(view).includes(body))
  }
  const found: string[] = []
  for await (const page of ada.search({ text: 'kite' })) found.push(...page.map(({ body }) => body))
  assert.deepEqual(found, ['another kite', 'a kite'])
})

test('a conversation of two is not listed before its first message', async (t) => {
  const server = await serve(t)
  const ada = join(t, server, { memberId: 'ada' })
  watch(t, ada.conversations)
  const id = await ada.openDirect('bob')
  await until(ada.conversation(id), ({ status }) => status === 'ready')
  assert.equal(ada.conversations.getSnapshot().items.length, 0)
  await ada.conversation(id).send({ body: 'Hello' })
  await until(ada.conversations, ({ items }) => items[0]?.id === id)
})
