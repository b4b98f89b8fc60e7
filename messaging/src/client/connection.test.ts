import assert from 'node:assert/strict'
import { test } from 'node:test'
import { platformFetch, platformSocket } from './platform.ts'
import type { Surroundings } from './ports.ts'
import { fakeToken } from './testing/fake-token.ts'
import { join, serve, until, watch } from './testing/member.ts'

test('a token that is refused is renewed once, however many requests it was refused to', async (t) => {
  const server = await serve(t)
  const asked: (string | undefined)[] = []
  const ended = fakeToken('ada', -1_000)
  let token = ended
  const ada = join(t, server, {
    memberId: 'ada',
    token: async (refused) => {
      if (refused !== undefined) asked.push(refused)
      if (refused === token) token = fakeToken('ada', 600_000)
      return token
    },
  })
  await until(ada.connection, ({ state }) => state === 'live')
  await until(ada.conversations, ({ status }) => status === 'ready')
  assert.deepEqual(new Set(asked), new Set([ended]))
})

test('before its token ends, the new connection is live before the old one is closed', async (t) => {
  const server = await serve(t)
  const order: string[] = []
  let opened = 0
  const lifetimeMs = 1_600
  let token = fakeToken('ada', lifetimeMs)
  const ada = join(t, server, {
    memberId: 'ada',
    token: async (refused) => {
      if (refused !== undefined) token = fakeToken('ada', lifetimeMs)
      return token
    },
    openSocket: (url, protocols, events) => {
      opened += 1
      const name = opened
      order.push(`open ${name}`)
      const socket = platformSocket(url, protocols, events)
      const close = () => {
        order.push(`close ${name}`)
        socket.close()
      }
      return { send: (text) => socket.send(text), close }
    },
  })
  ada.connection.subscribe(() => order.push(ada.connection.getSnapshot().state))
  await until(ada.connection, ({ generation }) => generation === 3)
  assert.deepEqual(order.slice(0, 6), ['open 1', 'live', 'open 2', 'close 1', 'live', 'open 3'])
})

test('a member who is signed out is let go: nothing more is asked', async (t) => {
  const server = await serve(t)
  let asks = 0
  const ada = join(t, server, {
    memberId: 'ada',
    token: async () => {
      asks += 1
      return undefined
    },
  })
  await until(ada.connection, ({ state }) => state === 'ended')
  const before = asks
  ada.refresh()
  assert.equal(asks, before)
  assert.equal(server.requests, 0)
})

test('without a network it says offline, and is live again as soon as there is one', async (t) => {
  const server = await serve(t)
  let network = true
  const listeners = new Set<() => void>()
  const surroundings: Surroundings = {
    online: () => network,
    visible: () => true,
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const ada = join(t, server, { memberId: 'ada', surroundings, random: () => 0.99 })
  await until(ada.connection, ({ state }) => state === 'live')
  network = false
  for (const listener of listeners) listener()
  assert.equal(ada.connection.getSnapshot().state, 'offline')
  await server.kill()
  network = true
  await server.start()
  for (const listener of listeners) listener()
  await until(ada.connection, ({ state }) => state === 'live')
})

test('what came while the connection was down is there when it is live again, without being asked for', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'DIRECT', ['ada', 'bob'])
  const ada = join(t, server, { memberId: 'ada' })
  watch(t, ada.conversations)
  const view = ada.conversation('c')
  await until(view, ({ status }) => status === 'ready')
  watch(t, view)
  await until(ada.connection, ({ state }) => state === 'live')
  await server.kill()
  server.world.add({ conversationId: 'c', id: 'x', senderId: 'bob', kind: 'MESSAGE', body: 'Are you there?' })
  await server.start()
  await until(view, ({ entries }) => entries.length === 1)
  await until(ada.conversations, ({ items, unread }) => items[0]?.last?.text === 'Are you there?' && unread === 1)
})

test('a number that is missing is asked for when the next one comes', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'GROUP', ['ada', 'bob'])
  const ada = join(t, server, { memberId: 'ada' })
  const view = ada.conversation('c')
  await until(view, ({ status }) => status === 'ready')
  await until(ada.connection, ({ state }) => state === 'live')
  watch(t, view)
  // It was never published: the frame was lost.
  server.world.add({ conversationId: 'c', id: 'x', senderId: 'bob', kind: 'MESSAGE', body: 'lost' })
  await join(t, server, { memberId: 'bob' }).conversation('c').send({ body: 'seen' })
  const { entries } = await until(view, (shown) => shown.entries.length === 2)
  assert.deepEqual(
    entries.map(({ number }) => number),
    [1, 2],
  )
})

test('notices reach the page, and who is there is known by their pages', async (t) => {
  const server = await serve(t)
  server.world.make('c', 'DIRECT', ['ada', 'bob'])
  const ada = join(t, server, { memberId: 'ada' })
  await until(ada.connection, ({ state }) => state === 'live')
  const noticed = new Promise((resolve) => ada.onNotice(resolve))
  const notice = JSON.stringify({ type: 'notifications.changed' })
  const query = `mutation ($input: NoticeInput!) { publish(input: $input) { kind notice recipientIds } }`
  await server.run('api', { query, variables: { input: { recipientIds: ['ada'], notice } } })
  assert.deepEqual(await noticed, { type: 'notifications.changed' })
  const bob = join(t, server, { memberId: 'bob' })
  watch(t, bob.conversation('c'))
  await until(ada.presence, ({ bob: lamp }) => lamp?.here === true)
  await bob.stop()
  const { bob: lamp } = await until(ada.presence, (lamps) => lamps.bob?.here === false)
  assert.ok(lamp && !lamp.here && Date.parse(lamp.leftAt) <= Date.now())
})

test('an answer that is not GraphQL’s is a fault that passes', async (t) => {
  const server = await serve(t)
  let bad = 3
  const ada = join(t, server, {
    memberId: 'ada',
    fetch: async (url, request) => {
      bad -= 1
      return bad >= 0 ? { status: 502, text: async () => '<html>' } : platformFetch(url, request)
    },
  })
  await until(ada.conversations, ({ status }) => status === 'ready')
})
