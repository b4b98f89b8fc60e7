import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, refusal } from '../testing/conversations.ts'
import { conversations } from '../testing/shared.ts'

const numbersOf = (items: readonly { readonly number: number }[]) => items.map(({ number }) => number)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

test('a thousand entries are read upward and downward in pages without gaps, and searched', async () => {
  // So many, that none of them sends more than may be sent in a minute.
  const members = conversations.members(10)
  const [anna = '', bo = '', ...others] = members
  const conversationId = await conversations.group(anna, [bo, ...others])
  for (let number = 2; number <= 1_000; number += 1) {
    const body = number % 250 ? `Message ${number}` : `Needle ${number}`
    await conversations.send(members[number % 10] ?? '', conversationId, body)
  }
  const down: number[] = []
  for (let before: number | undefined; down[0] !== 1; before = down[0]) {
    const page = await conversations.entries(bo, conversationId, before === undefined ? {} : { before })
    assert.equal(page.more, page.items[0]?.number !== 1)
    down.unshift(...numbersOf(page.items))
  }
  assert.deepEqual(down, range(1, 1_000))
  const up: number[] = []
  for (let more = true; more; ) {
    const page = await conversations.entries(bo, conversationId, { after: up.at(-1) ?? 0 })
    up.push(...numbersOf(page.items))
    more = page.more
  }
  assert.deepEqual(up, range(1, 1_000))

  const found: number[] = []
  let nextToken: string | null = null
  let pages = 0
  do {
    const answer: Awaited<ReturnType<typeof search>> = await search(nextToken)
    found.push(...numbersOf(answer.items))
    nextToken = answer.nextToken
    pages += 1
  } while (nextToken !== null)
  assert.deepEqual(found, [1_000, 750, 500, 250])
  assert.ok(pages > 1)
  async function search(token: string | null) {
    const variables = { conversationId, text: 'nEEdle', nextToken: token }
    return (await conversations.call(bo, 'searchMessages', variables)).searchMessages
  }
})

test('a page is what was asked for, within its limits', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const conversationId = await conversations.group(anna, [bo])
  for (const body of ['One', 'Two', 'Three']) await conversations.send(anna, conversationId, body)
  const page = async (variables: object) => {
    const { items, more } = await conversations.entries(bo, conversationId, variables)
    return [numbersOf(items), more]
  }
  assert.deepEqual(await page({ limit: 2 }), [[3, 4], true])
  assert.deepEqual(await page({ limit: 2, before: 3 }), [[1, 2], false])
  assert.deepEqual(await page({ limit: 2, after: 0 }), [[1, 2], true])
  assert.deepEqual(await page({ limit: 2, after: 2 }), [[3, 4], false])
  assert.deepEqual(await page({ after: 4 }), [[], false])
  assert.deepEqual(await page({ after: 2_000_000_000 }), [[], false])
  assert.deepEqual(await page({ before: 1 }), [[], false])
  assert.deepEqual(await page({ before: -5 }), [[], false])
  for (const variables of [{ limit: 0 }, { limit: 101 }, { limit: -1 }, { after: 1, before: 3 }]) {
    assert.equal(await refusal(conversations.entries(bo, conversationId, variables)), 'InvalidInput')
  }
  for (const text of ['', '  ', 'a'.repeat(101)]) {
    const call = conversations.call(bo, 'searchMessages', { conversationId, text })
    assert.equal(await refusal(call), 'InvalidInput')
  }
})

test('a page token that was made up, or is another’s, opens nothing', async () => {
  const [anna = '', bo = '', eve = ''] = conversations.members(3)
  const conversationId = await conversations.group(anna, [bo])
  for (let index = 0; index < 2; index += 1) await conversations.group(anna, [bo])
  const first = (await conversations.call(anna, 'conversations', { limit: 2 })).conversations
  assert.equal(first.items.length, 2)
  const second = (await conversations.call(anna, 'conversations', { limit: 2, nextToken: first.nextToken }))
    .conversations
  assert.deepEqual([second.items.length, second.nextToken], [1, null])
  const list = (who: string, nextToken: string | null) =>
    refusal(conversations.call(who, 'conversations', { limit: 2, nextToken }))
  assert.equal(await list(anna, 'x'), 'InvalidInput')
  const stolen = await list(eve, first.nextToken)
  if (stolen !== 'InvalidInput') {
    const { conversations: page } = await conversations.call(eve, 'conversations', { nextToken: first.nextToken })
    assert.deepEqual(page.items, [])
  }
  const search = conversations.call(bo, 'searchMessages', { conversationId, text: 'a', nextToken: first.nextToken })
  assert.equal(await refusal(search), 'InvalidInput')
})

test('the list names somebody of each conversation, and asks api once', async () => {
  const [anna = '', ...others] = conversations.members(8)
  for (let index = 0; index < 3; index += 1) await conversations.group(anna, others.slice(index, index + 5))
  const asked = conversations.api.asked.length
  const { items } = (await conversations.call(anna, 'conversations', {})).conversations
  assert.equal(conversations.api.asked.length, asked + 1)
  assert.equal(conversations.api.asked.at(-1)?.token, anna)
  assert.equal(items.length, 3)
  for (const { people, members, memberIds, mine } of items) {
    assert.ok(people.length > 0 && people.every(({ id }) => memberIds.includes(id)))
    assert.deepEqual([members, mine.memberId, mine.role], [[], anna, 'MANAGER'])
  }
})

test('marks go forward only, whatever comes in which order, and count what was read', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const conversationId = await conversations.group(anna, [bo])
  for (let index = 0; index < 9; index += 1) await conversations.send(anna, conversationId, 'x')
  const mark = async (input: object) => {
    const answer = await conversations.call(bo, 'mark', { input: { conversationId, ...input } })
    const { kind, memberId, delivered, read, readCount, recipientIds } = answer.mark
    assert.deepEqual([kind, memberId], ['MARK', bo])
    return [delivered, read, readCount, recipientIds.length]
  }
  assert.deepEqual(await mark({ delivered: 4 }), [4, 0, 0, 2])
  assert.deepEqual(await mark({ read: 3 }), [4, 3, 2, 2])
  assert.deepEqual(await mark({ read: 2, delivered: 1 }), [4, 3, 2, 0])
  assert.deepEqual(await mark({ read: 0 }), [4, 3, 2, 0])
  assert.deepEqual(await mark({ read: 6 }), [6, 6, 5, 2])
  const numbers = [10, 7, 9, 8, 7, 10]
  await Promise.all(numbers.map((read) => mark({ read })))
  const { mine, messageCount } = await conversations.conversation(bo, conversationId)
  assert.deepEqual([mine.delivered, mine.read, mine.readCount, messageCount], [10, 10, 9, 9])
  for (const input of [{ read: 11 }, { delivered: 11 }, {}]) {
    const call = conversations.call(bo, 'mark', { input: { conversationId, ...input } })
    assert.equal(await refusal(call), 'InvalidInput')
  }
  const others = (await conversations.conversation(anna, conversationId)).members.find(
    ({ memberId }) => memberId === bo,
  )
  assert.deepEqual([others?.read, others?.mutedUntil, others?.archived, others?.request], [10, null, null, null])
})

test('settings are told to the member’s own pages, and each stays until it is changed', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const conversationId = await conversations.group(anna, [bo])
  const set = async (input: object) => {
    const answer = await conversations.call(bo, 'setConversation', { input: { conversationId, ...input } })
    const { kind, mutedUntil, archived, recipientIds } = answer.setConversation
    assert.deepEqual([kind, recipientIds], ['SETTINGS', [bo]])
    return [mutedUntil, archived]
  }
  const until = '2030-01-01T00:00:00.000Z'
  assert.deepEqual(await set({ mutedUntil: until }), [until, false])
  assert.deepEqual(await set({ archived: true }), [until, true])
  assert.deepEqual(await set({}), [until, true])
  assert.deepEqual(await set({ mutedUntil: null }), [null, true])
  assert.deepEqual(await set({ archived: false }), [null, false])
})

test('typing and presence go to the others at once, and are kept nowhere', async () => {
  const [anna = '', bo = '', cy = ''] = conversations.members(3)
  const one = await conversations.group(anna, [bo])
  const two = await conversations.group(anna, [cy, bo])
  const { typing } = await conversations.call(anna, 'typing', { conversationId: two })
  assert.deepEqual([typing.kind, typing.memberId, typing.conversationId], ['TYPING', anna, two])
  assert.deepEqual(typing.recipientIds.toSorted(), [bo, cy].toSorted())
  const { presence } = await conversations.call(anna, 'presence', { conversationIds: [one, two, one], here: true })
  assert.deepEqual([presence.kind, presence.memberId, presence.here], ['PRESENCE', anna, true])
  assert.deepEqual(presence.recipientIds.toSorted(), [bo, cy].toSorted())
  const many = { conversationIds: Array.from({ length: 11 }, newId), here: true }
  assert.equal(await refusal(conversations.call(anna, 'presence', many)), 'InvalidInput')
  const mixed = { conversationIds: [one, newId()], here: true }
  assert.equal(await refusal(conversations.call(anna, 'presence', mixed)), 'NotFound')
  assert.equal((await conversations.conversation(bo, two)).lastNumber, 1)
})
