import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, refusal } from '../testing/conversations.ts'
import { conversations } from '../testing/shared.ts'

/** A group of three with a message in it: numbers 1 and 2. */
async function group() {
  const [anna = '', bo = '', cy = ''] = conversations.members(3)
  const conversationId = await conversations.group(anna, [bo, cy])
  await conversations.send(anna, conversationId, 'Before')
  return { anna, bo, cy, conversationId }
}

test('a group is made once, with its maker as manager and all told', async () => {
  const [anna = '', bo = '', cy = ''] = conversations.members(3)
  const input = { id: newId(), name: ' Garden ', memberIds: [bo, cy, bo, anna] }
  const entry = await conversations.change(anna, 'createGroup', input)
  assert.deepEqual([entry.number, entry.kind, entry.id, entry.conversationId], [1, 'MEMBERSHIP', input.id, input.id])
  assert.deepEqual(entry.joined?.toSorted(), [anna, bo, cy].toSorted())
  assert.deepEqual(entry.recipientIds.toSorted(), [anna, bo, cy].toSorted())
  assert.equal((await conversations.change(anna, 'createGroup', input)).number, 1)
  const seen = await conversations.conversation(bo, input.id)
  assert.deepEqual([seen.kind, seen.name, seen.lastNumber, seen.messageCount], ['GROUP', 'Garden', 1, 0])
  assert.deepEqual(seen.memberIds, [anna, bo, cy].toSorted())
  assert.deepEqual(
    seen.members.map(({ memberId, role }) => [memberId, role]),
    [anna, bo, cy].toSorted().map((id) => [id, id === anna ? 'MANAGER' : 'MEMBER']),
  )
  assert.deepEqual(
    seen.people.find(({ id }) => id === cy),
    {
      id: cy,
      handle: `h_${cy.slice(-4)}`,
      name: `Name ${cy.slice(-4)}`,
      avatarUrl: `/renders/${cy}`,
    },
  )
  // Another's id makes no group, and shows none.
  assert.equal(await refusal(conversations.change(cy, 'createGroup', { ...input, memberIds: [] })), 'InvalidInput')
})

test('a group has a hundred members, made at once or added at once, and not one more', async () => {
  const [anna = '', ...others] = conversations.members(102)
  const whole = await conversations.group(anna, others.slice(0, 99))
  const seen = await conversations.conversation(others[98] ?? '', whole)
  assert.deepEqual([seen.memberIds.length, seen.members.length, seen.people.length], [100, 100, 100])
  const add = (conversationId: string, memberIds: readonly string[]) =>
    refusal(conversations.change(anna, 'addMembers', { conversationId, memberIds }))
  assert.equal(await add(whole, others.slice(99, 100)), 'TooManyMembers')
  assert.equal(await refusal(conversations.group(anna, others.slice(0, 100))), 'TooManyMembers')
  const small = await conversations.group(anna, [])
  assert.equal(await add(small, others.slice(0, 100)), 'TooManyMembers')
  assert.equal(await add(small, others.slice(0, 99)), undefined)
  const { conversations: listed } = await conversations.call(others[98] ?? '', 'conversations', {})
  assert.deepEqual(listed.items.map(({ id }) => id).toSorted(), [whole, small].toSorted())
})

test('who left sees what they saw, and nothing that came after', async () => {
  const { anna, bo, conversationId } = await group()
  await conversations.send(anna, conversationId, 'Seen')
  const left = await conversations.change(bo, 'leaveConversation', { conversationId })
  assert.deepEqual([left.number, left.left], [4, [bo]])
  assert.ok(left.recipientIds.includes(bo))
  await conversations.send(anna, conversationId, 'Not for Bo')
  await conversations.change(anna, 'editMessage', { conversationId, target: 3, body: 'Changed behind Bo' })
  await conversations.change(anna, 'react', { conversationId, target: 2, emoji: '🤫' })
  await conversations.change(anna, 'renameGroup', { conversationId, name: 'Without Bo' })
  const [dan = ''] = conversations.members(1)
  await conversations.change(anna, 'addMembers', { conversationId, memberIds: [dan] })

  const seen = await conversations.conversation(bo, conversationId)
  assert.deepEqual([seen.name, seen.lastNumber, seen.messageCount, seen.mine.until], ['A group', 4, 2, 4])
  assert.ok(!seen.memberIds.includes(dan) && seen.memberIds.includes(anna))
  assert.deepEqual(
    seen.members.map(({ memberId }) => memberId),
    [bo],
  )
  for (const range of [{}, { after: 0 }, { after: 3 }, { before: 99 }, { after: 4 }]) {
    const { items, more } = await conversations.entries(bo, conversationId, range)
    assert.ok(items.every(({ number, version }) => number <= 4 && version <= 4))
    assert.equal(more, false)
  }
  const { items } = await conversations.entries(bo, conversationId)
  assert.deepEqual(
    items.map(({ number, body, reactions }) => [number, body, reactions?.length ?? 0]),
    [
      [1, null, 0],
      [2, 'Before', 0],
      [3, null, 0],
      [4, null, 0],
    ],
  )
  for (const text of ['Not for', 'behind']) {
    const { searchMessages } = await conversations.call(bo, 'searchMessages', { conversationId, text })
    assert.deepEqual(searchMessages.items, [])
  }
  const listed = (await conversations.call(bo, 'conversations', {})).conversations.items[0]
  assert.deepEqual([listed?.name, listed?.lastNumber, listed?.lastMessage], ['A group', 4, null])
  assert.deepEqual(
    conversations.recipientsOf('renameGroup'),
    [anna, seen.memberIds.find((id) => id !== anna && id !== bo)].toSorted(),
  )
})

test('who left changes nothing any more, and is told so', async () => {
  const { bo, cy, conversationId } = await group()
  const id = newId()
  await conversations.change(bo, 'leaveConversation', { conversationId, id })
  assert.equal((await conversations.change(bo, 'leaveConversation', { conversationId, id })).number, 3)
  const calls = [
    conversations.send(bo, conversationId, 'x'),
    conversations.change(bo, 'react', { conversationId, target: 2, emoji: '👍' }),
    conversations.change(bo, 'editMessage', { conversationId, target: 2, body: 'x' }),
    conversations.change(bo, 'deleteMessage', { conversationId, target: 2 }),
    conversations.change(bo, 'renameGroup', { conversationId, name: 'x' }),
    conversations.change(bo, 'addMembers', { conversationId, memberIds: [newId()] }),
    conversations.change(bo, 'removeMember', { conversationId, memberId: cy }),
    conversations.change(bo, 'setRole', { conversationId, memberId: cy, role: 'MANAGER' }),
    conversations.change(bo, 'leaveConversation', { conversationId }),
    conversations.call(bo, 'mark', { input: { conversationId, read: 2 } }),
    conversations.call(bo, 'typing', { conversationId }),
    conversations.call(bo, 'presence', { conversationIds: [conversationId], here: true }),
  ]
  const types = await Promise.all(calls.map(refusal))
  assert.deepEqual(
    types,
    calls.map(() => 'NotAMember'),
  )
})

test('who comes back sees nothing of what was said in between, nor of what is changed of it', async () => {
  const { anna, bo, conversationId } = await group()
  await conversations.change(anna, 'removeMember', { conversationId, memberId: bo })
  await conversations.send(anna, conversationId, 'In between')
  const back = await conversations.change(anna, 'addMembers', { conversationId, memberIds: [bo] })
  await conversations.change(anna, 'editMessage', { conversationId, target: 4, body: 'Still in between' })
  assert.deepEqual(
    conversations.recipientsOf('editMessage'),
    (await conversations.conversation(anna, conversationId)).memberIds.filter((id) => id !== bo),
  )
  await conversations.send(anna, conversationId, 'Welcome back')
  assert.deepEqual([back.number, back.joined], [5, [bo]])
  for (const range of [{}, { after: 0 }, { before: 5 }, { after: 3 }]) {
    const { items } = await conversations.entries(bo, conversationId, range)
    assert.ok(items.every(({ number }) => number >= 5))
    assert.doesNotMatch(JSON.stringify(items), /between/)
  }
  const { searchMessages } = await conversations.call(bo, 'searchMessages', { conversationId, text: 'between' })
  assert.deepEqual(searchMessages.items, [])
  const seen = await conversations.conversation(bo, conversationId)
  assert.deepEqual([seen.mine.from, seen.mine.until, seen.messageCount - seen.mine.readCount], [5, null, 1])
  const reply = conversations.send(bo, conversationId, 'x', { replyTo: 4 })
  assert.equal(await refusal(reply), 'NotFound')
  assert.equal(await refusal(conversations.change(bo, 'react', { conversationId, target: 4, emoji: '👍' })), 'NotFound')
})

test('the last message is not shown to who joined after it', async () => {
  const { anna, conversationId } = await group()
  const [dan = ''] = conversations.members(1)
  await conversations.change(anna, 'addMembers', { conversationId, memberIds: [dan] })
  const seen = await conversations.conversation(dan, conversationId)
  assert.deepEqual([seen.lastMessage, seen.lastSenderId, seen.lastMessageAt], [null, null, null])
})

test('only managers rename, add, remove and give roles, in groups only', async () => {
  const { anna, bo, cy, conversationId } = await group()
  const [dan = ''] = conversations.members(1)
  const managing = (who: string, id: string) => [
    conversations.change(who, 'renameGroup', { conversationId: id, name: 'x' }),
    conversations.change(who, 'addMembers', { conversationId: id, memberIds: [dan] }),
    conversations.change(who, 'removeMember', { conversationId: id, memberId: cy }),
    conversations.change(who, 'setRole', { conversationId: id, memberId: bo, role: 'MANAGER' }),
  ]
  const types = async (calls: readonly Promise<unknown>[]) => new Set(await Promise.all(calls.map(refusal)))
  assert.deepEqual(await types(managing(bo, conversationId)), new Set(['NotAllowed']))
  const direct = await conversations.direct(anna, bo)
  assert.deepEqual(await types(managing(anna, direct)), new Set(['InvalidInput']))
  const role = await conversations.change(anna, 'setRole', { conversationId, memberId: bo, role: 'MANAGER' })
  assert.deepEqual([role.joined, role.role], [[bo], 'MANAGER'])
  const renaming = await conversations.change(bo, 'renameGroup', { conversationId, name: 'Orchard' })
  assert.deepEqual([renaming.kind, renaming.body], ['RENAMING', 'Orchard'])
  assert.equal((await conversations.conversation(cy, conversationId)).name, 'Orchard')
  for (const name of ['', '  ', 'two\nlines', 'a'.repeat(101)]) {
    const rename = conversations.change(bo, 'renameGroup', { conversationId, name })
    assert.equal(await refusal(rename), 'InvalidInput', name)
  }
})

test('a group keeps a manager: the last one neither leaves nor steps down before naming another', async () => {
  const { anna, bo, cy, conversationId } = await group()
  const stepDown = { conversationId, memberId: anna, role: 'MEMBER' }
  assert.equal(await refusal(conversations.change(anna, 'setRole', stepDown)), 'LastManager')
  assert.equal(await refusal(conversations.change(anna, 'leaveConversation', { conversationId })), 'LastManager')
  const removal = { conversationId, memberId: anna }
  assert.equal(await refusal(conversations.change(anna, 'removeMember', removal)), 'LastManager')
  await conversations.change(anna, 'setRole', { conversationId, memberId: bo, role: 'MANAGER' })
  // Both at once: one of them has to stay.
  const both = await Promise.all(
    [anna, bo].map((who) => refusal(conversations.change(who, 'leaveConversation', { conversationId }))),
  )
  assert.deepEqual(both.toSorted(), ['LastManager', undefined])
  const stays = both[0] === undefined ? bo : anna
  await conversations.change(cy, 'leaveConversation', { conversationId })
  assert.equal(await refusal(conversations.change(stays, 'leaveConversation', { conversationId })), undefined)
})

test('nobody is added whom the adder cannot write to; a stranger has to accept', async () => {
  const { anna, conversationId } = await group()
  const [shy = ''] = conversations.members(1, 'closed')
  const [wary = ''] = conversations.members(1, 'request')
  const add = (memberIds: readonly string[]) =>
    refusal(conversations.change(anna, 'addMembers', { conversationId, memberIds }))
  assert.equal(await add([shy]), 'CannotReach')
  assert.equal(await add([wary, newId()]), 'CannotReach')
  assert.equal(await add(['x']), 'InvalidInput')
  assert.equal(await add([]), 'InvalidInput')
  assert.equal(await refusal(conversations.group(anna, [shy])), 'CannotReach')
  assert.equal(await add([wary]), undefined)
  assert.equal(await add([wary]), 'InvalidInput')
  assert.equal((await conversations.conversation(wary, conversationId)).mine.request, true)
  conversations.api.isDown = true
  const failing = [await add(conversations.members(1)), await refusal(conversations.group(anna, [wary]))]
  conversations.api.isDown = false
  assert.deepEqual(failing, ['Unavailable', 'Unavailable'])
})

test('a conversation that was left and put away is out of the list, and comes back when it is taken out', async () => {
  const { bo, conversationId } = await group()
  await conversations.change(bo, 'leaveConversation', { conversationId })
  const list = async () => (await conversations.call(bo, 'conversations', {})).conversations.items.length
  const archive = (archived: boolean) =>
    conversations.call(bo, 'setConversation', { input: { conversationId, archived } })
  assert.equal(await list(), 1)
  assert.equal((await archive(true)).setConversation.archived, true)
  assert.equal(await list(), 0)
  await archive(false)
  assert.equal(await list(), 1)
})

test('a group that is made twenty times at once is made once', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const input = { id: newId(), name: 'Once', memberIds: [bo] }
  const makes = Array.from({ length: 20 }, () => conversations.change(anna, 'createGroup', input))
  assert.deepEqual(new Set((await Promise.all(makes)).map(({ number }) => number)), new Set([1]))
  assert.equal((await conversations.conversation(bo, input.id)).lastNumber, 1)
})
