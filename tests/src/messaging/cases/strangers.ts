import assert from 'node:assert/strict'
import { test } from 'node:test'
import { directConversationId } from '@porchlight/contract/messaging-limits'
import type { DocumentName } from '@porchlight/messaging/client/api/documents'
import { dataOf, GraphqlError, member, newId, publishing, refusal } from '../testing/conversations.ts'
import { conversations } from '../testing/shared.ts'

/** Everything that takes a conversation's id, with inputs that are otherwise good. */
function callsWith(conversationId: string, memberId: string): readonly (readonly [DocumentName, object])[] {
  const change = (input: object) => ({ input: { conversationId, id: newId(), ...input } })
  return [
    ['conversation', { id: conversationId }],
    ['entries', { conversationId }],
    ['entries', { conversationId, after: 1 }],
    ['entries', { conversationId, before: 1 }],
    ['searchMessages', { conversationId, text: 'a' }],
    ['sendMessage', change({ body: 'x' })],
    ['sendMessage', change({ body: 'x', replyTo: 2 })],
    ['sendMessage', change({ body: 'x', pictureIds: [newId()] })],
    ['editMessage', change({ target: 2, body: 'x' })],
    ['deleteMessage', change({ target: 2 })],
    ['react', change({ target: 2, emoji: '👍' })],
    ['renameGroup', change({ name: 'x' })],
    ['addMembers', change({ memberIds: [memberId] })],
    ['removeMember', change({ memberId })],
    ['setRole', change({ memberId, role: 'MANAGER' })],
    ['leaveConversation', change({})],
    ['mark', { input: { conversationId, read: 1 } }],
    ['mark', { input: { conversationId, delivered: 9_999 } }],
    ['setConversation', { input: { conversationId, archived: true } }],
    ['typing', { conversationId }],
    ['presence', { conversationIds: [conversationId], here: true }],
  ]
}

async function told(who: string, conversationId: string, memberId: string): Promise<readonly string[]> {
  return Promise.all(
    callsWith(conversationId, memberId).map(async ([name, variables]) => {
      try {
        await conversations.call(who, name, variables)
        return `${name} let through`
      } catch (error) {
        if (!(error instanceof GraphqlError)) throw error
        return `${name} ${error.message}`
      }
    }),
  )
}

test('a stranger is told the same of a conversation that is not theirs as of one that is not there', async () => {
  const [anna = '', bo = '', eve = ''] = conversations.members(3)
  const group = await conversations.group(anna, [bo])
  await conversations.send(anna, group, 'Hidden')
  const direct = await conversations.direct(anna, bo)
  await conversations.send(anna, direct, 'Hidden')
  const absent = await told(eve, newId(), bo)
  assert.ok(
    absent.every((line) => line.includes(' NotFound: There is no such conversation')),
    absent.join('\n'),
  )
  const others = [group, direct, directConversationId(eve, bo), directConversationId(anna, newId())]
  for (const id of [...others, 'x', '', 'direct_', `${group}#META`, `direct_${eve}_${eve}`, '__proto__']) {
    assert.deepEqual(await told(eve, id, bo), absent, id)
  }
})

test('a stranger is told the same while api does not answer, and nothing is claimed for them', async () => {
  const [anna = '', bo = '', eve = ''] = conversations.members(3)
  const group = await conversations.group(anna, [bo])
  const claims = conversations.api.claims.length
  conversations.api.isDown = true
  try {
    assert.deepEqual(await told(eve, group, bo), await told(eve, newId(), bo))
  } finally {
    conversations.api.isDown = false
  }
  assert.equal(conversations.api.claims.length, claims)
})

test('a stranger is not listed, and is not among those whom anything is brought to', async () => {
  const [anna = '', bo = '', eve = ''] = conversations.members(3)
  const group = await conversations.group(anna, [bo])
  await conversations.send(anna, group, 'Hidden')
  assert.deepEqual((await conversations.call(eve, 'conversations', {})).conversations.items, [])
  assert.ok(conversations.published.every(({ data }) => !JSON.stringify(data).includes(eve)))
})

test('members are refused what is for api alone, and api what is for members', async () => {
  const [anna = '', bo = ''] = conversations.members(2)
  const forApi = [
    `mutation { publish(input: { recipientIds: ["${bo}"], notice: "{}" }) { at } }`,
    `mutation { recordBlock(input: { blockerId: "${anna}", blockedId: "${bo}", blocked: true }) }`,
    `mutation { endSubscriptions(input: { memberId: "${bo}" }) }`,
  ]
  const half = { ...member(anna), identity: { ...publishing.identity, claims: { role: 'member' } } }
  const otherHalf = { ...publishing, identity: { ...publishing.identity, sub: anna } }
  for (const query of forApi) {
    for (const caller of [member(anna), half, otherHalf]) {
      const call = conversations.ask(query, caller).then(dataOf)
      assert.equal(await refusal(call), 'Unauthorized', query)
    }
    assert.equal(await refusal(conversations.ask(query, publishing).then(dataOf)), undefined, query)
  }
  const forMembers = [
    '{ conversations { nextToken } }',
    `{ conversation(id: "${newId()}") { id } }`,
    `mutation { typing(conversationId: "${newId()}") { at } }`,
    `mutation { openDirectConversation(memberId: "${bo}") { id } }`,
  ]
  for (const query of forMembers) {
    for (const caller of [publishing, half, otherHalf]) {
      assert.equal(await refusal(conversations.ask(query, caller).then(dataOf)), 'Unauthorized', query)
    }
  }
  assert.equal(
    (await conversations.subscribe('subscription { onEntry { id recipientIds } }', publishing)).kind,
    'refused',
  )
})

test('a subscription brings what is the caller’s, and ends with the session or the member', async () => {
  const [anna = ''] = conversations.members(1)
  const onEntry = await conversations.subscribe('subscription { onEntry { id recipientIds } }', member(anna))
  const onSignal = await conversations.subscribe('subscription { onSignal { kind recipientIds topic } }', member(anna))
  assert.ok(onEntry.kind === 'subscribed' && onSignal.kind === 'subscribed')
  const mine = { filters: [{ fieldName: 'recipientIds', operator: 'contains', value: anna }] }
  assert.deepEqual(plain(onEntry.filter), { kind: 'enhanced', filterGroup: [mine] })
  const everyones = { filters: [{ fieldName: 'topic', operator: 'eq', value: 'everyone' }] }
  assert.deepEqual(plain(onSignal.filter), { kind: 'enhanced', filterGroup: [mine, everyones] })
  const ends = {
    filterGroup: [
      { filters: [{ fieldName: 'memberId', operator: 'eq', value: anna }] },
      { filters: [{ fieldName: 'sessionId', operator: 'eq', value: `session-of-${anna}` }] },
    ],
  }
  assert.deepEqual([plain(onEntry.invalidation), plain(onSignal.invalidation)], [ends, ends])
  const { claims: _, ...identity } = member(anna).identity
  const sessionless = { ...member(anna), identity: { ...identity, claims: { role: 'member' } } }
  assert.equal(
    (await conversations.subscribe('subscription { onEntry { id recipientIds } }', sessionless)).kind,
    'refused',
  )
})

test('api ends the subscriptions of a session or of a member, and tells members of what happened elsewhere', async () => {
  const [anna = ''] = conversations.members(1)
  conversations.invalidated.length = 0
  const end = `mutation { endSubscriptions(input: { memberId: "${anna}" }) }`
  assert.deepEqual(dataOf(await conversations.ask(end, publishing)), { endSubscriptions: true })
  dataOf(await conversations.ask('mutation { endSubscriptions(input: { sessionId: "s" }) }', publishing))
  assert.deepEqual(plain(conversations.invalidated), [
    { subscriptionField: 'onEntry', payload: { memberId: anna } },
    { subscriptionField: 'onSignal', payload: { memberId: anna } },
    { subscriptionField: 'onEntry', payload: { sessionId: 's' } },
    { subscriptionField: 'onSignal', payload: { sessionId: 's' } },
  ])
  const nobody = conversations.ask('mutation { endSubscriptions(input: {}) }', publishing).then(dataOf)
  assert.equal(await refusal(nobody), 'InvalidInput')
  const notice = JSON.stringify({ type: 'notifications.changed' })
  const input = `{ recipientIds: ["${anna}"], topic: "everyone", notice: ${JSON.stringify(notice)} }`
  const publish = `mutation { publish(input: ${input}) { kind notice topic recipientIds memberId } }`
  assert.deepEqual(dataOf(await conversations.ask(publish, publishing)).publish, {
    kind: 'NOTICE',
    notice,
    topic: 'everyone',
    recipientIds: [anna],
    memberId: null,
  })
  const elsewhere = publish.replace('everyone', 'somewhere')
  assert.equal(await refusal(conversations.ask(elsewhere, publishing).then(dataOf)), 'InvalidInput')
})

/** Without the prototypes of the context that resolvers run in. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
