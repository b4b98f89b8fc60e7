import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Dynamo } from '../dynamodb/dynamo.ts'
import { memberId } from './testing/issuer.ts'
import { caller, type ExecutorUnderTest, startExecutor } from './testing/running-api.ts'

/** A table that takes whatever is put. */
const table: Dynamo = { send: async () => ({}) }
let under: ExecutorUnderTest

before(async () => {
  under = await startExecutor({ dynamo: table })
})

async function subscribe(query: string, variables?: Record<string, unknown>, role = 'member') {
  const identity = { ...caller.identity, claims: { role } }
  const subscribed = await under.executor.subscribe({ query, ...(variables && { variables }) }, { ...caller, identity })
  return JSON.parse(JSON.stringify(subscribed))
}

async function selectionOf(query: string, variables?: Record<string, unknown>) {
  const subscribed = await under.executor.subscribe({ query, ...(variables && { variables }) }, caller)
  assert.ok(subscribed.kind === 'subscribed')
  return subscribed.selection
}

test('without a filter of its resolver’s, the arguments that were given are the filter', async () => {
  const query = 'subscription ($note: String) { onThing(owner: "me", note: $note) { id } }'
  const { kind, field, mutations, filter } = await subscribe(query, { note: null })
  assert.deepEqual([kind, field, mutations], ['subscribed', 'onThing', ['putThing', 'removeThing']])
  assert.deepEqual(filter, { kind: 'basic', arguments: { owner: 'me', note: null } })
  const { filter: without } = await subscribe(query)
  assert.deepEqual(without, { kind: 'basic', arguments: { owner: 'me' } })
})

test('a resolver sets the filter and what ends the subscription', async () => {
  const { filter, invalidation } = await subscribe('subscription { onOwnThing { id } }')
  const groups = { filterGroup: [{ filters: [{ fieldName: 'owner', operator: 'eq', value: memberId }] }] }
  assert.deepEqual([filter, invalidation], [{ kind: 'enhanced', ...groups }, groups])
})

test('who is refused by the resolver is told why, and subscribes to nothing', async () => {
  const { kind, errors } = await subscribe('subscription { onOwnThing { id } }', {}, 'guest')
  assert.deepEqual([kind, errors[0].errorType, errors[0].message], ['refused', 'NotAllowed', 'Guests own nothing'])
})

test('a filter that AppSync would not take is refused', async () => {
  const { kind, errors } = await subscribe('subscription { onNothing { id } }')
  assert.deepEqual([kind, errors[0].errorType], ['refused', 'BadRequestException'])
})

test('queries and mutations are not for web sockets, nor is what is not valid', async () => {
  assert.equal((await subscribe('{ needed }')).errors[0].errorType, 'UnsupportedOperation')
  assert.match((await subscribe('subscription { onNobody { id } }')).errors[0].message, /FieldUndefined/)
  assert.equal((await subscribe('subscription {')).errors[0].errorType, 'MalformedHttpRequestException')
})

test('a mutation is published with what its caller asked for, by the names of its fields', async () => {
  const query = `mutation ($id: ID!) { made: putThing(id: $id, owner: "me", note: "n") { ...t also: id } }
    fragment t on Thing { whose: owner }`
  under.published.length = 0
  await under.executor.execute({ query, variables: { id: '1' } }, caller)
  assert.deepEqual(under.published, [{ field: 'putThing', data: { owner: 'me', id: '1' } }])
})

test('what failed, came to nothing, or brings nobody anything is not published', async () => {
  under.published.length = 0
  await under.executor.execute({ query: 'mutation { removeThing(id: "1", owner: "me") { id } }' }, caller)
  await under.executor.execute({ query: 'mutation { putThing(id: "1") { id } }' }, caller)
  await under.executor.execute({ query: 'mutation { end(owner: "me") }' }, caller)
  await under.executor.execute({ query: '{ needed }' }, caller)
  assert.deepEqual(under.published, [])
})

test('a mutation may end subscriptions', async () => {
  await under.executor.execute({ query: 'mutation { end(owner: "me") }' }, caller)
  assert.deepEqual(JSON.parse(JSON.stringify(under.invalidated.at(-1))), {
    subscriptionField: 'onOwnThing',
    payload: { owner: 'me' },
  })
})

test('a subscriber is answered in its own words, with null for what the mutation did not ask for', async () => {
  const selection = await selectionOf('subscription { mine: onThing { __typename key: id owner note } }')
  const answer = selection.answer({ field: 'putThing', data: { id: '1', owner: 'me' } })
  assert.deepEqual(JSON.parse(JSON.stringify(answer)), {
    data: { mine: { __typename: 'Thing', key: '1', owner: 'me', note: null } },
  })
})

test('a subscriber whose field has a resolver is answered without it', async () => {
  const selection = await selectionOf('subscription { onOwnThing { id owner } }')
  const { data, errors } = selection.answer({ field: 'putThing', data: { id: '1', owner: 'me' } })
  assert.deepEqual(JSON.parse(JSON.stringify(data)), { onOwnThing: { id: '1', owner: 'me' } })
  assert.equal(errors, undefined)
})

test('what must be there and was not asked for is an error', async () => {
  const selection = await selectionOf('subscription { onThing { id owner } }')
  const { data, errors } = selection.answer({ field: 'putThing', data: { id: '1' } })
  assert.deepEqual(data && { ...data }, { onThing: null })
  assert.match(errors?.[0]?.message ?? '', /Cannot return null for non-nullable type within parent 'Thing'/)
})

test('who asks in the same words shares a selection, and nobody else', async () => {
  const query = 'subscription ($with: Boolean!) { onThing { id note @include(if: $with) } }'
  const [one, same, other] = [
    await selectionOf(query, { with: true }),
    await selectionOf(query, { with: true }),
    await selectionOf(query, { with: false }),
  ]
  assert.equal(one, same)
  assert.notEqual(one, other)
})
