import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, refusal } from '../testing/conversations.ts'
import { conversations } from '../testing/shared.ts'

test('a message comes back as it was sent, with the next number, and goes to all members', async () => {
  const [anna = '', bo = '', cy = ''] = conversations.members(3)
  const conversationId = await conversations.group(anna, [bo, cy])
  const id = newId()
  const entry = await conversations.send(anna, conversationId, 'Good evening', { id })
  const { sentAt, recipientIds, ...rest } = entry
  assert.match(sentAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.deepEqual(recipientIds.toSorted(), [anna, bo, cy].toSorted())
  assert.deepEqual(rest, {
    conversationId,
    number: 2,
    id,
    kind: 'MESSAGE',
    senderId: anna,
    version: 2,
    count: 1,
    body: 'Good evening',
    replyTo: null,
    target: null,
    emoji: null,
    withdrawn: null,
    attachments: [],
    reactions: [],
    editedAt: null,
    deletedAt: null,
    joined: null,
    left: null,
    role: null,
  })
  assert.deepEqual(conversations.recipientsOf('sendMessage'), [anna, bo, cy].toSorted())
  const { items } = await conversations.entries(bo, conversationId, { after: 1 })
  assert.deepEqual(items, [{ ...entry, recipientIds: [] }])
})

test('the same id sent again answers with the same entry, and takes no number', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const conversationId = await conversations.direct(anna, bo)
  const id = newId()
  const first = await conversations.send(anna, conversationId, 'Once', { id })
  const again = await conversations.send(anna, conversationId, 'Twice', { id })
  assert.deepEqual(
    { ...again, recipientIds: again.recipientIds.toSorted() },
    {
      ...first,
      recipientIds: first.recipientIds.toSorted(),
    },
  )
  const next = await conversations.send(bo, conversationId, 'Next')
  assert.equal(next.number, 2)
  const late = await conversations.send(anna, conversationId, 'Once', { id })
  assert.deepEqual([late.number, late.recipientIds], [1, [anna]])
})

test('the same id sent twenty times at once is one entry', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const conversationId = await conversations.direct(anna, bo)
  const id = newId()
  const sends = Array.from({ length: 20 }, () => conversations.send(anna, conversationId, 'Once', { id }))
  const numbers = (await Promise.all(sends)).map(({ number }) => number)
  assert.deepEqual(new Set(numbers), new Set([1]))
  assert.equal((await conversations.conversation(bo, conversationId)).messageCount, 1)
})

test('an id that another member used, or that stands for something else, is refused', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const conversationId = await conversations.direct(anna, bo)
  const { id } = await conversations.send(anna, conversationId, 'Mine')
  assert.equal(await refusal(conversations.send(bo, conversationId, 'Yours', { id })), 'InvalidInput')
  const react = conversations.change(anna, 'react', { conversationId, id, target: 1, emoji: '🎈' })
  assert.equal(await refusal(react), 'InvalidInput')
})

test('twenty who send at once leave no gap and no double, whoever is told of a conflict sends again', async () => {
  const members = conversations.members(20)
  const [anna = '', ...others] = members
  const conversationId = await conversations.group(anna, others)
  async function sendUntilSent(who: string, id: string): Promise<number> {
    for (;;) {
      const type = await refusal(conversations.send(who, conversationId, `From ${who}`, { id }))
      if (type === undefined) return (await conversations.send(who, conversationId, '', { id, body: 'x' })).number
      assert.equal(type, 'Conflict')
    }
  }
  const numbers = await Promise.all(members.map((who) => sendUntilSent(who, newId())))
  assert.deepEqual(
    numbers.toSorted((one, other) => one - other),
    members.map((_, index) => index + 2),
  )
  const { items } = await conversations.entries(anna, conversationId, { after: 1 })
  assert.deepEqual(
    items.map(({ count }) => count),
    members.map((_, index) => index + 1),
  )
})

test('what cannot be said is refused before anything is read, by the input that is meant', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const conversationId = await conversations.direct(anna, bo)
  const send = (body: string, more: object = {}) => refusal(conversations.send(anna, conversationId, body, more))
  assert.equal(await send('a'.repeat(8_001)), 'TooLong')
  assert.equal(await send('a'.repeat(8_000)), undefined)
  assert.equal(await send(' \n'), 'InvalidInput')
  assert.equal(await send('a\u0000b'), 'InvalidInput')
  assert.equal(await send('half \ud83c of one'), 'InvalidInput')
  assert.equal(await send('C:\\users\\b \\u0000 "quoted"\n\tnext line 🎈'), undefined)
  assert.equal(await send('a', { id: 'not-an-id' }), 'InvalidInput')
  assert.equal(await send('a', { id: newId().toUpperCase() }), 'InvalidInput')
  assert.equal(await send('a', { pictureIds: Array.from({ length: 5 }, newId) }), 'InvalidInput')
  assert.equal(await send('a', { pictureIds: ['../../x'] }), 'InvalidInput')
})

test('a reply names a message that its sender sees', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const conversationId = await conversations.group(anna, [bo])
  const { number } = await conversations.send(anna, conversationId, 'A question')
  assert.equal((await conversations.send(bo, conversationId, 'An answer', { replyTo: number })).replyTo, number)
  for (const replyTo of [0, 1, 99, -3, 2_000_000_000]) {
    assert.equal(await refusal(conversations.send(bo, conversationId, 'x', { replyTo })), 'NotFound', `${replyTo}`)
  }
})

test('who answers has read; who did not read all before has not', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const conversationId = await conversations.direct(anna, bo)
  await conversations.send(anna, conversationId, 'One')
  const hers = (await conversations.conversation(anna, conversationId)).mine
  assert.deepEqual([hers.read, hers.readCount], [1, 1])
  await conversations.send(bo, conversationId, 'Two')
  const his = (await conversations.conversation(bo, conversationId)).mine
  assert.deepEqual([his.read, his.readCount], [0, 0])
})
