import assert from 'node:assert/strict'
import { test } from 'node:test'
import { directConversationId } from '@porchlight/contract/messaging-limits'
import { newId, refusal } from '../testing/conversations.ts'
import { conversations } from '../testing/shared.ts'

const listedTo = async (who: string) =>
  (await conversations.call(who, 'conversations', {})).conversations.items.map(({ id }) => id)

test('two have one conversation, whoever opens it, and it is listed from its first message on', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const opened = await Promise.all([conversations.direct(anna, bo), conversations.direct(bo, anna)])
  assert.deepEqual(new Set(opened), new Set([directConversationId(anna, bo)]))
  const [id = ''] = opened
  assert.deepEqual([await listedTo(anna), await listedTo(bo)], [[], []])
  await conversations.send(bo, id, 'Hello')
  assert.deepEqual([await listedTo(anna), await listedTo(bo)], [[id], [id]])
  const seen = await conversations.conversation(anna, id)
  assert.deepEqual([seen.kind, seen.name, seen.lastMessage, seen.lastSenderId], ['DIRECT', null, 'Hello', bo])
  assert.deepEqual(seen.people.map((person) => person.id).toSorted(), [anna, bo].toSorted())
  assert.deepEqual([seen.mine.from, seen.messageCount - seen.mine.readCount, seen.mine.request], [1, 1, false])
})

test('nobody opens one with themselves, with who cannot be reached, or while api does not answer', async () => {
  const [anna = ''] = conversations.members(1)
  const [shy = ''] = conversations.members(1, 'closed')
  const open = (who: string, other: string) => refusal(conversations.direct(who, other))
  assert.equal(await open(anna, anna), 'InvalidInput')
  assert.equal(await open(anna, 'x'), 'InvalidInput')
  assert.deepEqual([await open(anna, shy), await open(anna, newId())], ['CannotReach', 'CannotReach'])
  const [bo = ''] = conversations.members(1)
  conversations.api.isDown = true
  const failing = await open(anna, bo)
  conversations.api.isDown = false
  assert.equal(failing, 'Unavailable')
  const id = await conversations.direct(anna, bo)
  conversations.api.isDown = true
  const undecorated = await conversations.conversation(anna, id)
  const openAgain = await open(anna, bo)
  conversations.api.isDown = false
  assert.deepEqual([undecorated.people, openAgain], [[], undefined])
})

test('a stranger’s message waits to be accepted; answering accepts', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const [wary = ''] = conversations.members(1, 'request')
  for (const stranger of [anna, bo]) {
    const id = await conversations.direct(stranger, wary)
    await conversations.send(stranger, id, 'May I?')
    assert.equal((await conversations.conversation(wary, id)).mine.request, true)
    assert.equal((await conversations.conversation(stranger, id)).mine.request, false)
    // What the one who was asked does in the meantime is not seen by who asked.
    const { mark } = await conversations.call(wary, 'mark', { input: { conversationId: id, read: 1 } })
    assert.deepEqual([mark.read, mark.recipientIds], [1, [wary]])
    const theirs = (await conversations.conversation(stranger, id)).members.find(({ memberId }) => memberId === wary)
    assert.deepEqual([theirs?.delivered, theirs?.read, theirs?.readCount, theirs?.request], [0, 0, 0, null])
    assert.deepEqual((await conversations.call(wary, 'typing', { conversationId: id })).typing.recipientIds, [])
  }
  const [first, second] = [directConversationId(anna, wary), directConversationId(bo, wary)]
  const accept = { input: { conversationId: first, request: false } }
  const { setConversation } = await conversations.call(wary, 'setConversation', accept)
  assert.deepEqual([setConversation.request, setConversation.recipientIds], [false, [wary]])
  await conversations.send(wary, second, 'You may')
  for (const id of [first, second]) assert.equal((await conversations.conversation(wary, id)).mine.request, false)
  const undo = { input: { conversationId: first, request: true } }
  assert.equal(await refusal(conversations.call(wary, 'setConversation', undo)), 'InvalidInput')
})

test('a request is declined by leaving, and a stranger cannot ask again', async () => {
  const [anna = ''] = conversations.members(1)
  const [wary = ''] = conversations.members(1, 'request')
  const id = await conversations.direct(anna, wary)
  await conversations.send(anna, id, 'May I?')
  await conversations.change(wary, 'leaveConversation', { conversationId: id })
  assert.equal(await refusal(conversations.send(anna, id, 'Please?')), 'CannotReach')
  assert.equal(await refusal(conversations.direct(anna, wary)), undefined)
  assert.equal(await refusal(conversations.send(anna, id, 'Please?')), 'CannotReach')
  await conversations.change(anna, 'leaveConversation', { conversationId: id })
  assert.equal(await refusal(conversations.direct(anna, wary)), 'CannotReach')
  // Who declined may think better of it, and sees from then on.
  await conversations.direct(wary, anna).catch(() => undefined)
  const seen = await conversations.conversation(wary, id)
  assert.deepEqual([seen.mine.from, seen.mine.until, seen.lastMessage], [4, null, null])
  assert.equal((await conversations.send(wary, id, 'Well')).number, 4)
})

test('who was blocked, and who blocked, cannot write, edit or react, until it is taken back', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const conversationId = await conversations.direct(anna, bo)
  await conversations.send(anna, conversationId, 'One')
  await conversations.send(bo, conversationId, 'Two')
  const attempts = (who: string, target: number) => [
    conversations.send(who, conversationId, 'x'),
    conversations.change(who, 'editMessage', { conversationId, target, body: 'x' }),
    conversations.change(who, 'react', { conversationId, target, emoji: '👍' }),
  ]
  await conversations.block(anna, bo)
  await conversations.block(anna, bo)
  const types = await Promise.all([...attempts(bo, 2), ...attempts(anna, 1)].map(refusal))
  assert.deepEqual(new Set(types), new Set(['CannotReach']))
  assert.deepEqual((await conversations.call(bo, 'typing', { conversationId })).typing.recipientIds, [])
  const presence = { conversationIds: [conversationId], here: true }
  assert.deepEqual((await conversations.call(bo, 'presence', presence)).presence.recipientIds, [])
  assert.equal(await refusal(conversations.change(bo, 'deleteMessage', { conversationId, target: 2 })), undefined)
  assert.equal((await conversations.entries(bo, conversationId)).items.length, 3)
  await conversations.block(anna, bo, false)
  await conversations.block(anna, bo, false)
  assert.equal(await refusal(conversations.send(bo, conversationId, 'Three')), undefined)
})

test('who blocked is not opened a conversation with, nor are they told of it in a group they share', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  await conversations.block(anna, bo)
  assert.equal(await refusal(conversations.direct(bo, anna)), 'CannotReach')
  assert.equal(await refusal(conversations.direct(anna, bo)), 'CannotReach')
  const group = await conversations.group(anna, [bo])
  assert.equal(await refusal(conversations.send(bo, group, 'To all')), undefined)
})
