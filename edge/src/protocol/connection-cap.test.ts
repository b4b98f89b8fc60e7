import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { EdgeUnderTest } from '../testing/edge-under-test.ts'
import { parseTrustedProxies } from '../trusted-proxies.ts'
import { clientOf } from './connection-cap.ts'

async function open(context: TestContext, port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port })
  context.after(() => socket.destroy())
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** All that the edge says to a connection before it closes it. */
async function lastWords(socket: Socket): Promise<string> {
  let text = ''
  for await (const chunk of socket) text += chunk
  return text
}

test('an address that holds as many connections as it may is refused another until one is closed', async (context) => {
  const under = await EdgeUnderTest.start(context, { maxConnectionsPerAddress: 3 })
  await under.replica(context, 'web.1', (_request, response) => response.end('answered'))
  const held = [await open(context, under.port), await open(context, under.port), await open(context, under.port)]
  const refused = await lastWords(await open(context, under.port))
  assert.match(refused, /^HTTP\/1\.1 503 /)
  assert.match(refused, /too many connections/)
  const [first] = held
  first?.destroy()
  let status = 0
  while (status !== 200) status = await under.ask({ path: '/' }).then((answer) => answer.status)
})

test('a proxy that is trusted may hold any number', async (context) => {
  const { proxies: trustedProxies } = parseTrustedProxies('127.0.0.1')
  const under = await EdgeUnderTest.start(context, { maxConnectionsPerAddress: 1, trustedProxies })
  await under.replica(context, 'web.1', (_request, response) => response.end('answered'))
  await open(context, under.port)
  await open(context, under.port)
  assert.equal((await under.ask({ path: '/' })).status, 200)
})

test('all addresses of an IPv6 network of one client count as that client', () => {
  assert.equal(clientOf('2001:db8::1'), clientOf('2001:db8:0:0:ffff::2'))
  assert.notEqual(clientOf('2001:db8::1'), clientOf('2001:db8:0:1::1'))
  assert.equal(clientOf('192.0.2.7'), '192.0.2.7')
})
