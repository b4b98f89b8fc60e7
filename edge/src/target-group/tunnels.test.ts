import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type TestContext, test } from 'node:test'
import { WebSocket, WebSocketServer } from 'ws'
import { EdgeUnderTest, until } from '../testing/edge-under-test.ts'

async function startEcho(context: TestContext): Promise<EdgeUnderTest> {
  const under = await EdgeUnderTest.start(context)
  const server = createServer((_, response) => response.end('plain'))
  const sockets = new WebSocketServer({ server, path: '/api/live' })
  sockets.on('connection', (socket, request) => {
    socket.send(String(request.headers['x-forwarded-for']))
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
  })
  context.after(() => {
    for (const socket of sockets.clients) socket.terminate()
  })
  await under.serve(context, 'api.1', server)
  await until(async () => (await under.healthy()).includes('api.1'))
  return under
}

function connectTo(under: EdgeUnderTest, path: string, headers: Record<string, string> = {}): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${under.port}${path}`, { headers: { Host: 'localhost', ...headers } })
}

test('a web socket carries messages both ways, large ones too', async (context) => {
  const under = await startEcho(context)
  const socket = connectTo(under, '/api/live', { 'X-Forwarded-For': '6.6.6.6' })
  const [greeting] = await once(socket, 'message')
  assert.equal(String(greeting), '127.0.0.1')
  const large = Buffer.alloc(3 * 1024 * 1024, 'x')
  socket.send(large)
  const [echoed] = await once(socket, 'message')
  assert.ok(large.equals(echoed))
  socket.close()
  await once(socket, 'close')
})

test('a replica that refuses the upgrade is heard', async (context) => {
  const under = await startEcho(context)
  const socket = connectTo(under, '/api/other')
  const [error] = await once(socket, 'error')
  assert.match(String(error), /400/)
})

test('an upgrade under another name, or with no replica, is refused', async (context) => {
  const under = await startEcho(context)
  const [misdirected] = await once(connectTo(under, '/api/live', { Host: 'elsewhere' }), 'error')
  assert.match(String(misdirected), /301/)
  const [unavailable] = await once(connectTo(under, '/live'), 'error')
  assert.match(String(unavailable), /503/)
})

test('an upgrade to anything else is answered as a plain request', async (context) => {
  const under = await startEcho(context)
  const { status, body } = await under.ask({ path: '/api/x', headers: { Connection: 'Upgrade', Upgrade: 'h2c' } })
  assert.deepEqual([status, body], [200, 'plain'])
})

test('draining closes web sockets', async (context) => {
  const under = await startEcho(context)
  const socket = connectTo(under, '/api/live')
  await once(socket, 'message')
  const closed = once(socket, 'close')
  await under.edge.drain({ noticeMs: 0, limitMs: 5_000 })
  await closed
})
