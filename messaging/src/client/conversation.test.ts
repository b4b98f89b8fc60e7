import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message, ViewEntry } from './model.ts'
import { receiptOf } from './receipt.ts'
import { bodies, join, serve, until, watch } from './testing/member.ts'

function isMessage(entry: ViewEntry | undefined): entry is Message {
  return entry?.kind === 'message'
}

test('a message is shown as waiting, then with its number, and at once to the other', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'DIRECT', ['ada', 'bob'])
  const [ada, bob] = [join(t, server, { memberId: 'ada' }).conversation('c'), join(t, server, { memberId: 'bob' })]
  await until(ada, ({ status }) => status === 'ready')
  const atBob = bob.conversation('c')
  await until(atBob, ({ status }) => status === 'ready')
  await until(bob.connection, ({ state }) => state === 'live')
  watch(t, atBob)
  const sent = ada.send({ body: 'Hello' })
  assert.deepEqual(
    ada.getSnapshot().pending.map(({ body, state }) => [body, state]),
    [['Hello', 'waiting']],
  )
  const id = await sent
  const shown = await until(ada, ({ pending }) => pending.length === 0)
  assert.deepEqual(
    shown.entries.map((entry) => [entry.id, entry.number]),
    [[id, 1]],
  )
  const received = await until(atBob, ({ entries }) => entries.length === 1)
  assert.deepEqual(bodies(received), ['Hello'])
  assert.equal(received.summary?.unread, 1)
})

test('delivered and read are said when the other has said so, not before', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'DIRECT', ['ada', 'bob'])
  const ada = join(t, server, { memberId: 'ada' }).conversation('c')
  watch(t, ada)
  await ada.send({ body: 'Hello' })
  const sent = await until(ada, ({ entries }) => entries.length === 1)
  const message = sent.entries.find(isMessage)
  assert.ok(message)
  assert.equal(receiptOf(message, sent.members).state, 'sent')
  const bob = join(t, server, { memberId: 'bob' }).conversation('c')
  watch(t, bob)
  await until(ada, ({ members }) => receiptOf(message, members).state === 'delivered')
  await until(bob, ({ entries }) => entries.length === 1)
  bob.markRead(1)
  assert.equal(bob.getSnapshot().summary?.unread, 0)
  const read = await until(ada, ({ members }) => receiptOf(message, members).state === 'read')
  assert.deepEqual(receiptOf(message, read.members), { state: 'read', deliveredTo: ['bob'], readBy: ['bob'] })
})

test('an edit, a reaction and a deletion show at once on the message, and then to others', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'DIRECT', ['ada', 'bob'])
  const [ada, bob] = ['ada', 'bob'].map((memberId) => join(t, server, { memberId }).conversation('c'))
  assert.ok(ada && bob)
  watch(t, bob)
  await ada.send({ body: 'Helo' })
  await until(ada, ({ entries }) => entries.length === 1)
  void ada.edit(1, 'Hello')
  const [edited] = ada.getSnapshot().entries
  assert.ok(isMessage(edited))
  assert.deepEqual([edited.body, edited.changes.map(({ kind }) => kind)], ['Hello', ['edit']])
  await until(bob, (view) => bodies(view)[0] === 'Hello')
  await bob.react(1, '👍', 'add')
  const reacted = await until(ada, ({ entries }) => isMessage(entries[0]) && entries[0].reactions.length > 0)
  assert.ok(isMessage(reacted.entries[0]))
  assert.deepEqual(reacted.entries[0].reactions, [{ emoji: '👍', memberIds: ['bob'] }])
  await bob.react(1, '👍', 'withdraw')
  await ada.remove(1)
  const deleted = await until(bob, (view) => bodies(view)[0] === null)
  assert.ok(isMessage(deleted.entries[0]))
  assert.equal(deleted.entries.length, 1)
  assert.deepEqual(deleted.entries[0].reactions, [])
})

test('a snapshot is the same object until something changes, and so is each message that did not', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'DIRECT', ['ada', 'bob'])
  const ada = join(t, server, { memberId: 'ada' }).conversation('c')
  await ada.send({ body: 'One' })
  const one = await until(ada, ({ entries, pending }) => entries.length === 1 && pending.length === 0)
  await ada.send({ body: 'Two', replyTo: 1 })
  const two = await until(ada, ({ entries, pending }) => entries.length === 2 && pending.length === 0)
  assert.equal(two.entries[0], one.entries[0])
  assert.equal(ada.getSnapshot(), ada.getSnapshot())
  const reply = two.entries[1]
  assert.ok(isMessage(reply))
  assert.deepEqual(reply.replyTo, { number: 1, message: { senderId: 'ada', body: 'One', pictures: 0 } })
})

test('typing is told to others and ends with the message', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'DIRECT', ['ada', 'bob'])
  const [ada, bob] = ['ada', 'bob'].map((memberId) => join(t, server, { memberId }))
  assert.ok(ada && bob)
  const atBob = bob.conversation('c')
  await until(atBob, ({ status }) => status === 'ready')
  await until(bob.connection, ({ state }) => state === 'live')
  watch(t, atBob)
  ada.conversation('c').typing()
  await until(atBob, ({ typing }) => typing.includes('ada'))
  await ada.conversation('c').send({ body: 'Done' })
  await until(atBob, ({ typing, entries }) => typing.length === 0 && entries.length === 1)
})

test('what is not the member’s is absent', async (t) => {
  const server = await serve(t)
  const view = await until(join(t, server, { memberId: 'ada' }).conversation('c'), ({ status }) => status !== 'loading')
  assert.equal(view.status, 'absent')
})
