import assert from 'node:assert/strict'
import { once } from 'node:events'
import { link } from 'node:fs/promises'
import {
  type ClientRequest,
  createServer as createHttpServer,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { test } from 'node:test'
import { compileFirewall } from '../firewall/compile.ts'
import { FirewallGate } from '../firewall/gate.ts'
import { bareSources } from '../firewall/sources.ts'
import { EdgeUnderTest, stop, until } from '../testing/edge-under-test.ts'
import { firewallOf } from '../testing/firewalls.ts'

function open(under: EdgeUnderTest, path: string, headers: Record<string, string> = {}): ClientRequest {
  const method = headers['content-length'] === undefined ? 'GET' : 'POST'
  return httpRequest({
    host: '127.0.0.1',
    port: under.port,
    path,
    method,
    headers: { Host: 'localhost', ...headers },
    agent: false,
  })
}

test('the least busy replica gets the request', async (context) => {
  const under = await EdgeUnderTest.start(context)
  const held: (() => void)[] = []
  await under.replica(context, 'api.1', (_, response) => held.push(() => response.end('first')))
  const slow = under.ask({ path: '/api/x' })
  await until(() => held.length === 1)
  await under.replica(context, 'api.2', (_, response) => response.end('second'))
  for (let round = 0; round < 4; round += 1) assert.equal((await under.ask({ path: '/api/x' })).body, 'second')
  for (const release of held) release()
  await slow
})

test('no read fails when a replica dies while another is healthy', async (context) => {
  const under = await EdgeUnderTest.start(context)
  const answer = (name: string) => (_: unknown, response: { end(text: string): void }) => response.end(name)
  const first = await under.replica(context, 'api.1', answer('first'))
  await under.replica(context, 'api.2', answer('second'))
  const statuses: number[] = []
  let going = true
  const client = async () => {
    while (going) statuses.push((await under.ask({ path: '/api/x' })).status)
  }
  const clients = [client(), client(), client(), client()]
  await until(() => statuses.length > 50)
  await stop(first)
  const before = statuses.length
  await until(() => statuses.length > before + 100)
  going = false
  await Promise.all(clients)
  assert.deepEqual(new Set(statuses), new Set([200]))
})

test('a replica that dies in the middle of a read is replaced; a write is not sent twice', async (context) => {
  const under = await EdgeUnderTest.start(context)
  let writes = 0
  const breakOff = (request: IncomingMessage) => {
    if (request.method === 'POST') writes += 1
    request.socket.destroy()
  }
  await under.replica(context, 'api.1', breakOff)
  assert.equal((await under.ask({ path: '/api/x' })).status, 502)
  await under.replica(context, 'api.2', (request, response) => {
    if (request.method === 'POST') breakOff(request)
    else response.end('second')
  })
  for (let round = 0; round < 4; round += 1) assert.equal((await under.ask({ path: '/api/x' })).body, 'second')
  assert.equal((await under.ask({ path: '/api/hooks/x', method: 'POST', body: 'once' })).status, 502)
  assert.equal(writes, 1)
})

test('a write reaches another replica when nobody listens on the first', async (context) => {
  // Checks so rare that only the requests themselves can find out.
  const health = { intervalMs: 60_000, timeoutMs: 1_000, healthyCount: 1, unhealthyCount: 2 }
  const under = await EdgeUnderTest.start(context, { health })
  const dead = createTcpServer()
  await new Promise<void>((resolve) => dead.listen(under.socketOf('dead'), resolve))
  // Closing removes the one name; the other stays, as after a kill.
  await link(under.socketOf('dead'), under.socketOf('api.1'))
  await new Promise((resolve) => dead.close(resolve))
  await under.serve(
    context,
    'api.2',
    createHttpServer((request, response) => request.pipe(response)),
  )
  const { status, body } = await under.ask({ path: '/api/hooks/x', method: 'POST', body: 'hello' })
  assert.deepEqual([status, body], [200, 'hello'])
})

test('a replica that asks to close gets no more requests while another is healthy', async (context) => {
  const health = { intervalMs: 20, timeoutMs: 1_000, healthyCount: 1, unhealthyCount: 1_000 }
  const under = await EdgeUnderTest.start(context, { health })
  let draining = false
  let asked = 0
  const leaving = createHttpServer((request, response) => {
    if (request.url === '/readyz') {
      response.writeHead(draining ? 503 : 200).end()
      return
    }
    asked += 1
    if (draining) response.setHeader('Connection', 'close')
    response.end('leaving')
  })
  await under.serve(context, 'api.1', leaving)
  await until(async () => (await under.healthy()).includes('api.1'))
  draining = true
  assert.equal((await under.ask({ path: '/api/x' })).body, 'leaving')
  await under.replica(context, 'api.2', (_, response) => response.end('staying'))
  const before = asked
  for (let round = 0; round < 10; round += 1) assert.equal((await under.ask({ path: '/api/x' })).body, 'staying')
  assert.equal(asked, before)
})

test('when every replica is unhealthy, one that answers is asked all the same', async (context) => {
  const under = await EdgeUnderTest.start(context)
  const sick = createHttpServer((request, response) => response.writeHead(request.url === '/readyz' ? 503 : 200).end())
  await under.serve(context, 'api.1', sick)
  assert.equal((await under.ask({ path: '/api/x' })).status, 200)
  assert.deepEqual(await under.healthy(), [])
})

test('no replica is 503, garbage 502, silence 504', async (context) => {
  const under = await EdgeUnderTest.start(context, { targetIdleTimeoutMs: 200 })
  assert.equal((await under.ask({ path: '/api/x' })).status, 503)
  const garbage = createTcpServer((socket) => socket.on('error', () => socket.destroy()).end('not HTTP\r\n\r\n'))
  await new Promise<void>((resolve) => garbage.listen(under.socketOf('api.1'), resolve))
  context.after(() => garbage.close())
  assert.equal((await under.ask({ path: '/api/x' })).status, 502)
  await under.replica(context, 'web.1', () => undefined)
  assert.equal((await under.ask({ path: '/about' })).status, 504)
})

test('an answer that breaks off is not passed off as whole', async (context) => {
  const under = await EdgeUnderTest.start(context)
  await under.replica(context, 'api.1', (request, response) => {
    response.writeHead(200)
    response.write('half', () => request.socket.destroy())
  })
  await assert.rejects(under.ask({ path: '/api/x' }))
})

test('a client that leaves stops the work at the replica', async (context) => {
  const under = await EdgeUnderTest.start(context)
  let arrived = false
  let left = false
  await under.replica(context, 'api.1', (_, response) => {
    arrived = true
    response.on('close', () => {
      left = true
    })
  })
  const outgoing = open(under, '/api/x').on('error', () => undefined)
  outgoing.end()
  await until(() => arrived)
  outgoing.destroy()
  await until(() => left)
})

test('an upload goes no faster than its reader, and all of it arrives', async (context) => {
  // Our own web ACL takes no body of this size here.
  const under = await EdgeUnderTest.start(context, {
    firewall: new FirewallGate(compileFirewall(firewallOf([]), bareSources())),
  })
  const size = 50 * 1024 * 1024
  let reading = false
  let read = 0
  let startReading = () => {}
  await under.replica(context, 'web.1', (request, response) => {
    reading = true
    startReading = () =>
      request.on('data', (chunk: Buffer) => {
        read += chunk.length
      })
    request.on('end', () => response.end(String(read)))
  })
  const outgoing = open(under, '/pictures/x', { 'content-length': String(size) })
  const answered = once(outgoing, 'response')
  const chunk = Buffer.alloc(64 * 1024)
  let sent = 0
  const send = () => {
    while (sent < size) {
      sent += chunk.length
      if (!outgoing.write(chunk)) return
    }
    outgoing.off('drain', send).end()
  }
  outgoing.on('drain', send)
  send()
  await until(() => reading)
  let before = -1
  await until(() => {
    const still = sent === before
    before = sent
    return still
  })
  assert.ok(sent < size / 4, `${sent} bytes were taken before anyone read them`)
  startReading()
  const [response] = await answered
  response.resume()
  assert.equal(response.statusCode, 200)
  assert.equal(read, size)
})

test('a download goes no faster than its reader', async (context) => {
  const under = await EdgeUnderTest.start(context)
  const chunk = Buffer.alloc(64 * 1024)
  const size = 50 * 1024 * 1024
  let sent = 0
  await under.replica(context, 'web.1', (_, response) => {
    const send = () => {
      while (sent < size) {
        sent += chunk.length
        if (!response.write(chunk)) return
      }
      response.off('drain', send).end()
    }
    response.on('drain', send)
    send()
  })
  const outgoing = open(under, '/big')
  outgoing.end()
  const [response] = await once(outgoing, 'response')
  let before = -1
  await until(() => {
    const still = sent === before && sent > 0
    before = sent
    return still
  })
  assert.ok(sent < size / 4, `${sent} bytes were taken before anyone read them`)
  let read = 0
  for await (const part of response) read += part.length
  assert.equal(read, size)
})

test('a refusal reaches a client that is still uploading', async (context) => {
  const under = await EdgeUnderTest.start(context)
  await under.replica(context, 'api.1', (_, response) => response.writeHead(413).end('too large'))
  const outgoing = open(under, '/api/hooks/x', { 'content-length': String(4 * 1024 * 1024) })
  outgoing.write(Buffer.alloc(1024 * 1024))
  const [response] = await once(outgoing, 'response')
  assert.equal(response.statusCode, 413)
  outgoing.on('error', () => undefined).destroy()
})

test('100 Continue comes before the body is read, and not before a refusal of the head', async (context) => {
  const under = await EdgeUnderTest.start(context)
  await under.replica(context, 'api.1', (request, response) => request.pipe(response))
  const expecting = { 'content-length': '5', expect: '100-continue' }
  const accepted = open(under, '/api/hooks/x', expecting)
  accepted.flushHeaders()
  await once(accepted, 'continue')
  accepted.end('hello')
  const [response] = await once(accepted, 'response')
  assert.equal((await response.toArray()).join(''), 'hello')
  const refused = open(under, '/api/hooks/x', { ...expecting, Host: 'elsewhere' })
  let continued = false
  refused.on('continue', () => {
    continued = true
  })
  refused.on('error', () => undefined).flushHeaders()
  const [refusal] = await once(refused, 'response')
  assert.deepEqual([refusal.statusCode, continued], [421, false])
  refused.destroy()
})

test('an answer with trailers is whole without them', async (context) => {
  const under = await EdgeUnderTest.start(context)
  await under.replica(context, 'web.1', (_, response) => {
    response.writeHead(200, { Trailer: 'x-sum' })
    response.write('hello')
    response.addTrailers({ 'x-sum': '5' })
    response.end()
  })
  const outgoing = open(under, '/').end()
  const [response] = await once(outgoing, 'response')
  assert.equal((await response.toArray()).join(''), 'hello')
  assert.deepEqual([response.headers.trailer, response.trailers], [undefined, {}])
})

test('HEAD, 204, 304, repeated headers and early hints pass as they are', async (context) => {
  const under = await EdgeUnderTest.start(context)
  await under.replica(context, 'web.1', (request, response) => {
    if (request.url === '/hints') response.writeEarlyHints({ link: '</a.css>; rel=preload; as=style' })
    response.setHeader('Set-Cookie', ['a=1', 'b=2'])
    const status = Number(request.url?.slice(1)) || 200
    response.writeHead(status, status === 200 ? { 'Content-Length': '5' } : {})
    response.end(status === 200 ? 'hello' : undefined)
  })
  const head = await under.ask({ path: '/', method: 'HEAD' })
  assert.deepEqual([head.headers['content-length'], head.body], ['5', ''])
  assert.deepEqual(head.headers['set-cookie'], ['a=1', 'b=2'])
  assert.equal(head.headers.server, undefined)
  assert.equal((await under.ask({ path: '/204' })).status, 204)
  assert.equal((await under.ask({ path: '/304' })).status, 304)
  const hinted = open(under, '/hints')
  const arriving = Promise.all([once(hinted, 'information'), once(hinted, 'response')])
  hinted.end()
  const [[hint], [response]] = await arriving
  assert.equal(hint.headers.link, '</a.css>; rel=preload; as=style')
  response.resume()
})
