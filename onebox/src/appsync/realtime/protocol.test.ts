import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startRealtime } from './testing/realtime-under-test.ts'
import { everything, ownEntries, start, tokenOf } from './testing/test-api.ts'

const entry = { number: 1, body: 'Hello', recipientIds: ['ada', 'grace'] }
const ack = { type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } }
const presented = { host: 'porch.example', Authorization: tokenOf('ada') }
const inBase64 = (value: object, encoding: BufferEncoding) => Buffer.from(JSON.stringify(value)).toString(encoding)

test('a subscription from its beginning to its end is AppSync’s exchange, frame by frame', async (context) => {
  const { open, subscriptions } = await startRealtime(context)
  const client = await open({ headers: { authorization: tokenOf('ada') } })
  assert.equal(client.webSocket.protocol, 'graphql-ws')
  assert.equal(client.webSocket.extensions, '')
  client.send({ type: 'connection_init' })
  assert.deepEqual(await client.take(2), [ack, { type: 'ka' }])
  client.send(start('one'))
  assert.deepEqual(await client.next(), { type: 'start_ack', id: 'one' })
  subscriptions.publish({ field: 'sendMessage', data: entry })
  const payload = { data: { onEntry: { number: 1, body: 'Hello' } } }
  assert.deepEqual(await client.next(), { type: 'data', id: 'one', payload })
  client.send({ type: 'stop', id: 'one' })
  assert.deepEqual(await client.next(), { type: 'complete', id: 'one' })
  subscriptions.publish({ field: 'sendMessage', data: entry })
  client.send(start('one'))
  assert.deepEqual(await client.next(), { type: 'start_ack', id: 'one' })
})

const waysIn = {
  'a second subprotocol': { protocols: ['graphql-ws', `header-${inBase64(presented, 'base64url')}`] },
  'headers of the upgrade': { headers: { authorization: `Bearer ${tokenOf('ada')}` } },
}
for (const [way, options] of Object.entries(waysIn)) {
  test(`a client is let in by ${way}, and answered with graphql-ws only`, async (context) => {
    const { open } = await startRealtime(context)
    const client = await open(options)
    assert.equal(client.webSocket.protocol, 'graphql-ws')
    client.send({ type: 'connection_init' })
    assert.deepEqual(await client.next(), ack)
  })
}

test('a client is let in by the query, with its plus signs escaped or not', async (context) => {
  const { open, url } = await startRealtime(context)
  const header = inBase64({ ...presented, note: '>>>???' }, 'base64')
  assert.match(header, /\+/)
  for (const written of [header, encodeURIComponent(header)]) {
    const client = await open({ url: `${url}?header=${written}&payload=e30=` })
    client.send({ type: 'connection_init' })
    assert.deepEqual(await client.next(), ack)
  }
})

const turnedAway = {
  'a token that is not good': {
    options: { headers: { authorization: tokenOf('expired') } },
    error: { errorType: 'UnauthorizedException', message: 'You are not authorized to make this call.', errorCode: 401 },
  },
  'no authorization': {
    options: {},
    error: { errorType: 'UnauthorizedException', message: 'Required headers are missing.', errorCode: 400 },
  },
  'a subprotocol that holds no JSON': {
    options: { protocols: ['graphql-ws', 'header-e30x'] },
    error: { errorType: 'UnauthorizedException', message: 'Required headers are missing.', errorCode: 400 },
  },
  'no subprotocol': {
    options: { protocols: [], headers: { authorization: tokenOf('ada') } },
    error: { errorType: 'NoProtocolError', message: 'Offer the subprotocol graphql-ws.', errorCode: 400 },
  },
}
for (const [what, { options, error }] of Object.entries(turnedAway)) {
  test(`${what} is answered with ${error.errorType} ${error.errorCode}, and the socket closed`, async (context) => {
    const { open, server } = await startRealtime(context)
    const client = await open(options)
    assert.deepEqual(await client.next(), { type: 'connection_error', payload: { errors: [error] } })
    assert.equal((await client.closed).code, 1008)
    assert.equal(server.connectionCount, 0)
  })
}

test('what comes before the acknowledgement is ignored', async (context) => {
  const { open } = await startRealtime(context)
  const client = await open({ headers: { authorization: tokenOf('ada') } })
  client.send(start('early'), { type: 'stop', id: 'early' }, 'no JSON', { type: 'connection_init' }, start('late'))
  assert.deepEqual(await client.take(3), [ack, { type: 'ka' }, { type: 'start_ack', id: 'late' }])
})

test('a member gets only what the filter of the resolver lets through', async (context) => {
  const { enter, subscriptions } = await startRealtime(context)
  const [ada, mallory] = [await enter('ada'), await enter('mallory')]
  ada.send(start('mine'))
  mallory.send(start('theirs', { member: 'mallory' }))
  await Promise.all([ada.next(), mallory.next()])
  subscriptions.publish({ field: 'sendMessage', data: entry })
  subscriptions.publish({ field: 'sendMessage', data: { ...entry, number: 2, recipientIds: ['mallory'] } })
  subscriptions.publish({ field: 'otherMutation', data: { ...entry, number: 3 } })
  subscriptions.publish({ field: 'sendMessage', data: { ...entry, number: 4, recipientIds: ['ada'] } })
  const numbers = [await ada.next(), await ada.next(), await mallory.next()].map(({ payload }) =>
    JSON.stringify(payload),
  )
  assert.deepEqual(
    numbers.map((payload) => Number(/"number":(\d)/.exec(payload)?.[1])),
    [1, 4, 2],
  )
})

test('arguments filter by equality: null equals null, and what was left out equals everything', async (context) => {
  const { enter, subscriptions } = await startRealtime(context)
  const client = await enter()
  const variables = { all: {}, hello: { body: 'Hello' }, none: { body: null }, lists: { recipientIds: ['ada'] } }
  for (const [id, values] of Object.entries(variables)) {
    client.send(start(id, { query: everything, variables: values }))
    await client.next()
  }
  const sent = async (data: Readonly<Record<string, unknown>>, count: number) => {
    subscriptions.publish({ field: 'sendMessage', data })
    return (await client.take(count)).map(({ id }) => id)
  }
  assert.deepEqual(await sent({ number: 1, body: 'Hello' }, 2), ['all', 'hello'])
  assert.deepEqual(await sent({ number: 2, body: null }, 2), ['all', 'none'])
  assert.deepEqual(await sent({ number: 3, recipientIds: ['ada'] }, 2), ['all', 'none'])
  assert.deepEqual(await sent({ number: 4, body: 'Bye' }, 1), ['all'])
  assert.deepEqual(client.left, [])
})

test('each start carries its own authorization, and two members may share a socket', async (context) => {
  const { enter, subscriptions } = await startRealtime(context)
  const client = await enter('ada')
  client.send(start('ada'), start('grace', { member: 'grace' }))
  await client.take(2)
  subscriptions.publish({ field: 'sendMessage', data: { ...entry, recipientIds: ['grace'] } })
  assert.equal((await client.next()).id, 'grace')
})

test('an invalidation ends the subscriptions that it matches and closes their sockets, and no others', async (context) => {
  const { enter, subscriptions, server } = await startRealtime(context)
  const [ada, grace] = [await enter('ada'), await enter('grace')]
  ada.send(start('one'), start('two', { query: everything }))
  grace.send(start('hers', { member: 'grace' }))
  await Promise.all([ada.take(2), grace.next()])
  subscriptions.invalidate({ subscriptionField: 'onEntry', payload: { memberId: 'ada' } })
  assert.deepEqual(await ada.take(2), [
    { type: 'complete', id: 'one' },
    { type: 'complete', id: 'two' },
  ])
  assert.equal((await ada.closed).code, 1000)
  subscriptions.publish({ field: 'sendMessage', data: entry })
  assert.equal((await grace.next()).id, 'hers')
  assert.equal(server.connectionCount, 1)
  subscriptions.invalidate({ subscriptionField: 'onSignal', payload: { memberId: 'grace' } })
  grace.send({ type: 'stop', id: 'hers' })
  assert.deepEqual(await grace.next(), { type: 'complete', id: 'hers' })
})

test('subscribers of one selection cost one answer, whatever their ids', async (context) => {
  let answers = 0
  const selection = {
    answer: () => {
      answers += 1
      return { data: { onEntry: null } }
    },
  }
  const { enter, subscriptions } = await startRealtime(context, {
    executor: {
      execute: async () => ({}),
      subscribe: async () => ({
        kind: 'subscribed',
        field: 'onEntry',
        mutations: ['sendMessage'],
        filter: { kind: 'basic', arguments: {} },
        selection,
      }),
    },
  })
  const clients = [await enter('ada'), await enter('grace')]
  for (const client of clients) client.send(start('one', { query: ownEntries }), start('"two"'))
  for (const client of clients) await client.take(2)
  subscriptions.publish({ field: 'sendMessage', data: entry })
  for (const client of clients) {
    assert.deepEqual(
      (await client.take(2)).map(({ id }) => id),
      ['one', '"two"'],
    )
  }
  assert.equal(answers, 1)
})
