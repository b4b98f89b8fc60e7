import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startRealtime } from './testing/realtime-under-test.ts'
import { errorTypes, start } from './testing/test-api.ts'

test('10,000 messages at once end their own connection, and another member is answered meanwhile', async (context) => {
  const limits = { messages: { burst: 500, perSecond: 0 } }
  const { enter, subscriptions, server } = await startRealtime(context, { limits })
  const [mallory, ada] = [await enter('mallory'), await enter('ada')]
  ada.send(start('mine'))
  await ada.next()
  for (let index = 0; index < 10_000; index += 1) mallory.send(start(`s${index}`, { member: 'mallory' }))
  subscriptions.publish({ field: 'sendMessage', data: { recipientIds: ['ada'] } })
  assert.equal((await ada.next()).type, 'data')
  assert.deepEqual(await mallory.closed, { code: 1008, reason: 'LimitExceededError' })
  assert.deepEqual(errorTypes(mallory.left.at(-1) ?? {}), ['LimitExceededError'])
  assert.ok(mallory.left.length <= 500)
  while (server.connectionCount > 1) await new Promise(setImmediate)
})

test('a flood of pings ends its connection', async (context) => {
  const { enter, server } = await startRealtime(context)
  const client = await enter()
  for (let index = 0; index < 1_000; index += 1) client.webSocket.ping()
  await client.closed
  while (server.connectionCount > 0) await new Promise(setImmediate)
})

test('a message of more than a request may have closes the connection', async (context) => {
  const { enter } = await startRealtime(context)
  const client = await enter()
  client.send('x'.repeat(262_145))
  assert.equal((await client.closed).code, 1009)
})

test('messages that are not text close the connection', async (context) => {
  const { enter } = await startRealtime(context)
  const [binary, malformed] = [await enter(), await enter()]
  binary.send(Buffer.from([1, 2, 3]))
  assert.equal((await binary.closed).code, 1003)
  malformed.webSocket.send(Buffer.from([0xff, 0xfe]), { binary: false })
  assert.equal((await malformed.closed).code, 1007)
})

test('an answer above 240,000 bytes reaches nobody, and the log says so', async (context) => {
  const { enter, subscriptions, logged } = await startRealtime(context)
  const client = await enter()
  client.send(start('one'))
  await client.next()
  const brought = (length: number) => ({ body: 'é'.repeat(length), recipientIds: ['ada'] })
  subscriptions.publish({ field: 'sendMessage', data: brought(120_000) })
  subscriptions.publish({ field: 'sendMessage', data: { ...brought(119_900), number: 2 } })
  assert.match(JSON.stringify(await client.next()), /"number":2/)
  assert.equal(logged().length, 1)
  assert.match(logged().join(), /"mutation":"sendMessage","bytes":240\d+.*larger than AppSync carries/)
})

test('a client that does not read is dropped, and others get everything', async (context) => {
  const { enter, subscriptions, server, logged } = await startRealtime(context)
  const [slow, quick] = [await enter('slow'), await enter('quick')]
  slow.send(start('one', { member: 'slow' }))
  quick.send(start('one', { member: 'quick' }))
  await Promise.all([slow.next(), quick.next()])
  slow.webSocket.pause()
  const sent: number[] = []
  const got: unknown[] = []
  while (server.connectionCount > 1) {
    const number = sent.push(sent.length)
    subscriptions.publish({
      field: 'sendMessage',
      data: { number, body: 'x'.repeat(100_000), recipientIds: ['slow', 'quick'] },
    })
    got.push(await quick.next())
  }
  assert.equal(got.length, sent.length)
  assert.match(logged().join(), /does not read was dropped/)
  slow.webSocket.resume()
  await slow.closed
})
