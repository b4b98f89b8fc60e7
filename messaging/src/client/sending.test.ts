import assert from 'node:assert/strict'
import { test } from 'node:test'
import { platformFetch } from './platform.ts'
import type { Fetch } from './ports.ts'
import { memoryStore } from './stores/memory.ts'
import { faultyNetwork, noFaults } from './testing/faulty-network.ts'
import { bodies, join, serve, until, watch } from './testing/member.ts'
import { seeded } from './testing/random.ts'

test('what is sent without a server waits, survives a new page, and goes in order when the server is back', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'DIRECT', ['ada', 'bob'])
  await server.kill()
  const store = memoryStore()
  const first = join(t, server, { memberId: 'ada', store })
  for (const body of ['one', 'two', 'three']) await first.conversation('c').send({ body })
  await first.stop()
  const second = join(t, server, { memberId: 'ada', store })
  const waiting = await until(second.conversation('c'), ({ pending }) => pending.length === 3)
  assert.deepEqual(
    waiting.pending.map(({ state }) => state),
    ['waiting', 'waiting', 'waiting'],
  )
  await server.start()
  const sent = await until(
    second.conversation('c'),
    ({ pending, entries }) => pending.length === 0 && entries.length > 0,
  )
  assert.deepEqual(bodies(sent), ['one', 'two', 'three'])
})

test('what the server refuses for good is shown as failed with its code; the next goes on, and it can be discarded', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'DIRECT', ['ada', 'bob'])
  const messaging = join(t, server, { memberId: 'ada' })
  const ada = messaging.conversation('c')
  watch(t, messaging.conversations)
  const long = await ada.send({ body: 'x'.repeat(8_001) })
  await ada.send({ body: 'short' })
  const view = await until(ada, ({ entries }) => entries.length === 1)
  assert.deepEqual(
    view.pending.map(({ id, failure }) => [id, failure?.code]),
    [[long, 'TooLong']],
  )
  await until(messaging.conversations, ({ items }) => items[0]?.failed === 1)
  await messaging.retry(long)
  await until(ada, ({ pending }) => pending[0]?.failure?.code === 'TooLong')
  await messaging.discard(long)
  await until(ada, ({ pending }) => pending.length === 0)
})

test('messages that wait behind one another go together, in order, and one that is refused fails alone', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'DIRECT', ['ada', 'bob'])
  const bob = join(t, server, { memberId: 'bob' }).conversation('c')
  await until(bob, ({ status }) => status === 'ready')
  let sendings = 0
  const fetch: Fetch = (url, request) => {
    if (request.body.includes('sendMessage')) sendings += 1
    return platformFetch(url, request)
  }
  const ada = join(t, server, { memberId: 'ada', fetch }).conversation('c')
  const texts = [...Array(16).keys()].map(String)
  const ids = await Promise.all(texts.map((text) => ada.send({ body: text === '9' ? 'x'.repeat(8_001) : text })))
  const view = await until(ada, ({ pending, entries }) => pending.length === 1 && entries.length === 15)
  // One of the requests is tried again, one by one.
  assert.ok(sendings < 16, `took ${sendings} requests`)
  const kept = texts.filter((text) => text !== '9')
  assert.deepEqual(bodies(view), kept)
  assert.deepEqual(
    view.pending.map(({ id, failure }) => [id, failure?.code]),
    [[ids[9], 'TooLong']],
  )
  assert.deepEqual(bodies(await until(bob, ({ entries }) => entries.length === 15)), kept)
})

test('an answer that was lost after the message was kept does not send it twice', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'DIRECT', ['ada', 'bob'])
  let chances = 0
  const network = faultyNetwork(() => (chances++ % 5 === 0 ? 0 : 1), { ...noFaults, loseAnswer: 0.5 })
  const ada = join(t, server, { memberId: 'ada', fetch: network.fetch }).conversation('c')
  for (let index = 0; index < 20; index += 1) await ada.send({ body: `${index}` })
  const view = await until(ada, ({ pending, entries }) => pending.length === 0 && entries.length === 20)
  assert.deepEqual(bodies(view), [...Array(20).keys()].map(String))
})

test('two tabs with one store send each message once, and both show it as sent', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'DIRECT', ['ada', 'bob'])
  const store = memoryStore()
  const network = faultyNetwork(seeded(7), { ...noFaults, loseRequest: 0.2, loseAnswer: 0.2 })
  const tabs = [1, 2].map(() => join(t, server, { memberId: 'ada', store, fetch: network.fetch }).conversation('c'))
  for (const tab of tabs) watch(t, tab)
  await Promise.all(tabs.flatMap((tab) => [...Array(10).keys()].map((index) => tab.send({ body: `${index}` }))))
  for (const tab of tabs) await until(tab, ({ pending, entries }) => pending.length === 0 && entries.length === 20)
  assert.equal(server.world.entriesOf('c').length, 20)
})
