import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, refusal } from '../testing/conversations.ts'
import { conversations } from '../testing/shared.ts'

async function pair() {
  const [anna = '', bo = ''] = conversations.members(2)
  return { anna, bo, conversationId: await conversations.direct(anna, bo) }
}

test('an edit is an entry of its own, and the message is from then on as it was edited', async () => {
  const { anna, bo, conversationId } = await pair()
  await conversations.send(anna, conversationId, 'Good mornig')
  const edit = await conversations.change(anna, 'editMessage', { conversationId, target: 1, body: 'Good morning' })
  assert.deepEqual([edit.kind, edit.number, edit.target, edit.body, edit.count], ['EDIT', 2, 1, 'Good morning', null])
  const { items } = await conversations.entries(bo, conversationId)
  assert.deepEqual(
    items.map(({ kind, body, version }) => [kind, body, version]),
    [
      ['MESSAGE', 'Good morning', 2],
      ['EDIT', 'Good morning', 2],
    ],
  )
  assert.equal(items[0]?.editedAt, edit.sentAt)
  assert.equal((await conversations.conversation(bo, conversationId)).lastMessage, 'Good morning')
})

test('who catches up after a message finds the text of its edit', async () => {
  const { anna, bo, conversationId } = await pair()
  await conversations.send(anna, conversationId, 'One')
  await conversations.change(anna, 'editMessage', { conversationId, target: 1, body: 'Two' })
  await conversations.change(anna, 'editMessage', { conversationId, target: 1, body: 'Three' })
  const { items } = await conversations.entries(bo, conversationId, { after: 1 })
  assert.deepEqual(
    items.map(({ number, body }) => [number, body]),
    [
      [2, 'Three'],
      [3, 'Three'],
    ],
  )
})

test('deleting a message leaves none of its texts behind, not in edits, previews or search', async () => {
  const { anna, bo, conversationId } = await pair()
  await conversations.send(anna, conversationId, 'The secret word')
  await conversations.change(anna, 'editMessage', { conversationId, target: 1, body: 'The secret phrase' })
  await conversations.change(bo, 'react', { conversationId, target: 1, emoji: '🎈' })
  const id = newId()
  const deletion = await conversations.change(anna, 'deleteMessage', { conversationId, target: 1, id })
  assert.deepEqual([deletion.kind, deletion.number, deletion.target], ['DELETION', 4, 1])
  const again = await conversations.change(anna, 'deleteMessage', { conversationId, target: 1, id })
  assert.equal(again.number, 4)
  const all = [
    await conversations.entries(bo, conversationId),
    await conversations.entries(bo, conversationId, { after: 1 }),
    await conversations.conversation(bo, conversationId),
    await conversations.call(bo, 'searchMessages', { conversationId, text: 'secret' }),
    await conversations.dynamo.send('Query', {
      TableName: 'messages',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `C#${conversationId}` } },
    }),
  ]
  assert.doesNotMatch(JSON.stringify(all), /secret/)
  const [message] = (await conversations.entries(bo, conversationId)).items
  assert.deepEqual(
    [message?.body, message?.reactions, message?.deletedAt, message?.version],
    [null, [], deletion.sentAt, 4],
  )
  for (const name of ['editMessage', 'deleteMessage', 'react'] as const) {
    const more = { conversationId, target: 1, ...(name === 'editMessage' && { body: 'x' }) }
    const emoji = name === 'react' ? { emoji: '🎈' } : {}
    assert.equal(await refusal(conversations.change(anna, name, { ...more, ...emoji })), 'NotFound', name)
  }
})

test('only who wrote a message changes it, and only messages are changed', async () => {
  const { anna, bo, conversationId } = await pair()
  await conversations.send(anna, conversationId, 'Mine')
  await conversations.change(bo, 'react', { conversationId, target: 1, emoji: '👍' })
  const edit = (who: string, target: number) =>
    refusal(conversations.change(who, 'editMessage', { conversationId, target, body: 'x' }))
  const remove = (who: string, target: number) =>
    refusal(conversations.change(who, 'deleteMessage', { conversationId, target }))
  assert.deepEqual([await edit(bo, 1), await remove(bo, 1)], ['NotYours', 'NotYours'])
  for (const target of [2, 3, 0, -1, 2_000_000_000]) {
    assert.deepEqual([await edit(bo, target), await remove(bo, target)], ['NotFound', 'NotFound'], `${target}`)
  }
  const blank = conversations.change(anna, 'editMessage', { conversationId, target: 1, body: ' ' })
  assert.equal(await refusal(blank), 'InvalidInput')
  const long = conversations.change(anna, 'editMessage', { conversationId, target: 1, body: 'a'.repeat(8_001) })
  assert.equal(await refusal(long), 'TooLong')
})

test('reactions are by emoji and member, once each, and can be taken back', async () => {
  const { anna, bo, conversationId } = await pair()
  await conversations.send(anna, conversationId, 'Cake')
  const react = (who: string, emoji: string, withdrawn = false) =>
    conversations.change(who, 'react', { conversationId, target: 1, emoji, withdrawn })
  const fact = await react(bo, '🎂')
  assert.deepEqual([fact.kind, fact.emoji, fact.withdrawn, fact.target], ['REACTION', '🎂', false, 1])
  await react(anna, '👍')
  await react(anna, '🎂')
  await react(anna, '🎂')
  const reactions = async () => (await conversations.entries(anna, conversationId)).items[0]?.reactions
  assert.deepEqual(await reactions(), [
    { emoji: '🎂', memberIds: [bo, anna] },
    { emoji: '👍', memberIds: [anna] },
  ])
  await react(anna, '👍', true)
  await react(bo, '🎂', true)
  await react(bo, '🎂', true)
  assert.deepEqual(await reactions(), [{ emoji: '🎂', memberIds: [anna] }])
})

test('many who react at once to one message all stand there', async () => {
  const members = conversations.members(6)
  const [anna = '', ...others] = members
  const conversationId = await conversations.group(anna, others)
  await conversations.send(anna, conversationId, 'Who comes?')
  await Promise.all(
    members.map((who) => conversations.change(who, 'react', { conversationId, target: 2, emoji: '🙋' })),
  )
  const { items } = await conversations.entries(anna, conversationId, { after: 1 })
  assert.deepEqual(items[0]?.reactions?.[0]?.memberIds.toSorted(), members.toSorted())
  assert.deepEqual(
    items.map(({ number }) => number),
    [2, 3, 4, 5, 6, 7, 8],
  )
  assert.equal(items[0]?.version, 8)
})

test('what is no emoji, or one too many, is refused', async () => {
  const { anna, conversationId } = await pair()
  await conversations.send(anna, conversationId, 'Cake')
  const react = (emoji: string) => refusal(conversations.change(anna, 'react', { conversationId, target: 1, emoji }))
  for (const emoji of ['', 'ok', '<b>', '1', ' ', '🎈'.repeat(17), '\u0000']) {
    assert.equal(await react(emoji), 'InvalidInput', emoji)
  }
  assert.equal(await react('#️⃣'), undefined)
  for (let index = 0; index < 19; index += 1)
    assert.equal(await react(String.fromCodePoint(0x1f600 + index)), undefined)
  assert.equal(await react('🦊'), 'InvalidInput')
  assert.equal(await react('#️⃣'), undefined)
})

test('pictures are claimed in their sender’s name, shown with the message, and let go with it', async () => {
  const { anna, bo, conversationId } = await pair()
  const { api } = conversations
  const [one, two] = [newId(), newId()]
  api.pictures.set(one, anna)
  api.pictures.set(two, bo)
  const id = newId()
  const entry = await conversations.send(anna, conversationId, '', { id, pictureIds: [one] })
  assert.deepEqual(api.claims.at(-1), { token: anna, messageId: id, pictureIds: [one] })
  const attachment = { pictureId: one, key: 'k'.repeat(22), width: 640, height: 480, placeholder: null }
  assert.deepEqual(entry.attachments, [{ ...attachment, colour: '#102030', altText: 'A picture' }])
  assert.deepEqual((await conversations.entries(bo, conversationId)).items[0]?.attachments, entry.attachments)
  const others = conversations.send(anna, conversationId, '', { pictureIds: [two] })
  assert.equal(await refusal(others), 'PictureUnavailable')
  assert.equal(
    await refusal(conversations.change(anna, 'editMessage', { conversationId, target: 1, body: '' })),
    undefined,
  )

  api.isDown = true
  const down = conversations.send(anna, conversationId, '', { pictureIds: [one] })
  assert.equal(await refusal(down), 'Unavailable')
  const deletion = { conversationId, target: 1, id: newId() }
  assert.equal(await refusal(conversations.change(anna, 'deleteMessage', deletion)), 'Unavailable')
  api.isDown = false
  assert.equal((await conversations.change(anna, 'deleteMessage', deletion)).kind, 'DELETION')
  assert.deepEqual(api.releases, [{ token: anna, pictureIds: [one] }])
  assert.deepEqual((await conversations.entries(bo, conversationId)).items[0]?.attachments, [])
})

test('nothing is claimed for who may not send', async () => {
  const { anna, bo, conversationId } = await pair()
  const [eve = ''] = conversations.members(1)
  const picture = newId()
  for (const who of [bo, eve]) conversations.api.pictures.set(picture, who)
  await conversations.block(anna, bo)
  const claims = conversations.api.claims.length
  const send = (who: string) => refusal(conversations.send(who, conversationId, '', { pictureIds: [picture] }))
  assert.deepEqual([await send(eve), await send(bo)], ['NotFound', 'CannotReach'])
  assert.equal(conversations.api.claims.length, claims)
})
