import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WebSocket } from 'ws'
import type { Executor } from '../executor.ts'
import type { Authenticator } from '../identity.ts'
import { startRealtime } from './testing/realtime-under-test.ts'
import { errorTypes, everything, start, testAuthenticator, testExecutor, tokenOf } from './testing/test-api.ts'

const payloadOf = (payload: unknown) => ({ type: 'start', id: 'x', payload })
const withAuthorization = (data: unknown) => payloadOf({ ...Object(Reflect.get(start('x'), 'payload')), data })

const faulty: readonly [what: string, message: unknown, errorType: string, id: string | undefined][] = [
  ['what is no JSON', '{"type":', 'BadRequestException', undefined],
  ['a list', [], 'BadRequestException', undefined],
  ['a message without a type', {}, 'UnsupportedOperation', undefined],
  ['a message of another protocol', { type: 'subscribe', id: 'x', payload: {} }, 'UnsupportedOperation', 'x'],
  ['a start without an id', { type: 'start' }, 'BadRequestException', undefined],
  ['an id that is too long', { type: 'start', id: 'x'.repeat(129) }, 'BadRequestException', undefined],
  ['a start without a payload', { type: 'start', id: 'x' }, 'UnsupportedOperation', 'x'],
  ['a start as Apollo writes it', payloadOf({ query: everything }), 'UnsupportedOperation', 'x'],
  ['data that is no string', withAuthorization({ query: everything }), 'BadRequestException', 'x'],
  ['data that is no JSON', withAuthorization('query'), 'BadRequestException', 'x'],
  ['data without a query', withAuthorization('{}'), 'BadRequestException', 'x'],
  ['variables that are no object', withAuthorization('{"query":"q","variables":[1]}'), 'BadRequestException', 'x'],
  ['a name that is no string', withAuthorization('{"query":"q","operationName":1}'), 'BadRequestException', 'x'],
  ['a start without authorization', payloadOf({ data: '{"query":"q"}' }), 'UnauthorizedException', 'x'],
  ['a token that has expired', start('x', { member: 'expired' }), 'UnauthorizedException', 'x'],
  ['a query', start('x', { query: 'query { it }' }), 'UnsupportedOperation', 'x'],
  ['a subscription that the resolver refuses', start('x', { query: 'subscription forbidden' }), 'Unauthorized', 'x'],
  ['a stop of what was not started', { type: 'stop', id: 'x' }, 'UnknownOperationError', 'x'],
]

for (const [what, message, errorType, id] of faulty) {
  test(`${what} is answered with ${errorType}, and the connection goes on`, async (context) => {
    const { enter } = await startRealtime(context)
    const client = await enter()
    client.send(message)
    const answer = await client.next()
    assert.deepEqual([answer.type, answer.id, errorTypes(answer)], ['error', id, [errorType]])
    client.send(start('x'))
    assert.deepEqual(await client.next(), { type: 'start_ack', id: 'x' })
  })
}

test('a second start of an id is a DuplicatedOperationError, and the first stays', async (context) => {
  const { enter, subscriptions } = await startRealtime(context)
  const client = await enter()
  client.send(start('one'), start('one'))
  const answers = await client.take(2)
  assert.deepEqual(answers.map(({ type }) => type).toSorted(), ['error', 'start_ack'])
  assert.deepEqual(answers.flatMap(errorTypes), ['DuplicatedOperationError'])
  subscriptions.publish({ field: 'sendMessage', data: { recipientIds: ['ada'] } })
  assert.equal((await client.next()).id, 'one')
})

test('the 101st subscription is a MaxSubscriptionsReachedError until another is stopped', async (context) => {
  const { enter } = await startRealtime(context)
  const client = await enter()
  for (let index = 0; index < 100; index += 1) client.send(start(`s${index}`))
  await client.take(100)
  client.send(start('more'))
  assert.deepEqual(errorTypes(await client.next()), ['MaxSubscriptionsReachedError'])
  client.send({ type: 'stop', id: 's0' }, start('more'))
  assert.deepEqual(
    (await client.take(2)).map(({ type }) => type),
    ['complete', 'start_ack'],
  )
})

test('a member’s selections are counted over all connections: another is refused, the same one again is not', async (context) => {
  const { enter } = await startRealtime(context, { limits: { selectionsPerMember: 2 } })
  const [one, two] = [await enter(), await enter()]
  const selecting = (names: string) => ({ query: `subscription { onEntry { ${names} } }` })
  one.send(start('a', selecting('number')), start('b', selecting('body')))
  await one.take(2)
  two.send(start('a', selecting('number')), start('b', selecting('number body')))
  const answers = await two.take(2)
  assert.deepEqual(answers.map(({ type }) => type).toSorted(), ['error', 'start_ack'])
  assert.deepEqual(answers.flatMap(errorTypes), ['LimitExceededError'])
  two.send(start('c', { ...selecting('number body'), member: 'grace' }))
  assert.deepEqual(await two.next(), { type: 'start_ack', id: 'c' })
  one.send({ type: 'stop', id: 'b' })
  await one.next()
  two.send(start('d', selecting('number body')))
  assert.deepEqual(await two.next(), { type: 'start_ack', id: 'd' })
})

/** Starts nothing before it is told to, and counts how many were waiting at most. */
function heldExecutor() {
  const released = Promise.withResolvers<void>()
  let running = 0
  let most = 0
  const executor: Executor = {
    ...testExecutor,
    subscribe: async (request, caller) => {
      running += 1
      most = Math.max(most, running)
      await released.promise
      running -= 1
      return testExecutor.subscribe(request, caller)
    },
  }
  return { executor, release: released.resolve, most: () => most }
}

test('what is stopped while it starts counts until it has, and is completed then', async (context) => {
  const { executor, release } = heldExecutor()
  const { enter, subscriptions } = await startRealtime(context, { executor, limits: { subscriptionsPerConnection: 1 } })
  const client = await enter()
  client.send(start('one'), { type: 'stop', id: 'one' }, start('two'))
  assert.deepEqual(errorTypes(await client.next()), ['MaxSubscriptionsReachedError'])
  release()
  assert.deepEqual(
    (await client.take(2)).map(({ type }) => type),
    ['start_ack', 'complete'],
  )
  subscriptions.publish({ field: 'sendMessage', data: { recipientIds: ['ada'] } })
  client.send(start('three'))
  assert.deepEqual(await client.next(), { type: 'start_ack', id: 'three' })
})

test('few of one connection’s subscriptions are started at a time, and none after it is gone', async (context) => {
  const { executor, release, most } = heldExecutor()
  const { enter, server, subscriptions } = await startRealtime(context, { executor })
  const client = await enter()
  for (let index = 0; index < 100; index += 1) client.send(start(`s${index}`))
  client.send({ type: 'unknown' })
  await client.next()
  client.webSocket.terminate()
  await client.closed
  while (server.connectionCount > 0) await new Promise(setImmediate)
  release()
  await new Promise(setImmediate)
  subscriptions.publish({ field: 'sendMessage', data: { recipientIds: ['ada'] } })
  assert.equal(most(), 4)
})

test('a keep-alive comes every minute', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] })
  const { enter } = await startRealtime(context)
  const client = await enter()
  for (let minute = 0; minute < 3; minute += 1) {
    context.mock.timers.tick(60_000)
    assert.deepEqual(await client.next(), { type: 'ka' })
  }
  context.mock.timers.tick(59_000)
  client.send(start('one'))
  assert.deepEqual(await client.next(), { type: 'start_ack', id: 'one' })
})

test('a connection that has been open for its longest is closed', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] })
  const { enter } = await startRealtime(context, { limits: { connectionMs: 0 } })
  const client = await enter()
  context.mock.timers.tick(60_000)
  assert.deepEqual(await client.closed, { code: 1000, reason: 'open too long' })
})

test('who never says connection_init is not kept', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] })
  const { open, server } = await startRealtime(context)
  const client = await open({ headers: { authorization: tokenOf('ada') } })
  assert.equal(server.connectionCount, 1)
  context.mock.timers.tick(60_000)
  assert.equal((await client.closed).code, 1008)
})

test('closing the server tells every client to go elsewhere', async (context) => {
  const { enter, server, open } = await startRealtime(context)
  const client = await enter()
  server.close()
  assert.equal((await client.closed).code, 1001)
  await assert.rejects(open())
})

test('a token that cannot be checked now is no refusal: the client may come again', async (context) => {
  const authenticator: Authenticator = {
    authenticate: async () => {
      throw new Error('The keys cannot be had')
    },
  }
  const { open, logged } = await startRealtime(context, { authenticator })
  const client = await open({ headers: { authorization: tokenOf('ada') } })
  assert.match(JSON.stringify(await client.next()), /"errorType":"InternalFailure".*"errorCode":500/)
  assert.match(logged().join(), /a token could not be checked/)
})

test('a client that leaves while its token is checked leaves nothing behind', async (context) => {
  const checked = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const { url, server } = await startRealtime(context, {
    authenticator: {
      authenticate: async () => {
        asked.resolve()
        await checked.promise
        return testAuthenticator.authenticate(tokenOf('ada'))
      },
    },
  })
  const webSocket = new WebSocket(url, ['graphql-ws'], { headers: { authorization: tokenOf('ada') } })
  const gone = new Promise<void>((resolve) => webSocket.on('error', () => resolve()))
  await asked.promise
  webSocket.terminate()
  await gone
  checked.resolve()
  await new Promise(setImmediate)
  while (server.connectionCount > 0) await new Promise(setImmediate)
})
