import assert from 'node:assert/strict'
import { once } from 'node:events'
import { copyFile, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type ClientHttp2Session, connect as connectHttp2, constants } from 'node:http2'
import { request as httpsRequest } from 'node:https'
import { type TestContext, test } from 'node:test'
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls'
import { testCertificate } from '@porchlight/runtime/testing/test-certificate'
import { WebSocket, WebSocketServer } from 'ws'
import { ask, EdgeUnderTest, until } from '../testing/edge-under-test.ts'

async function start(context: TestContext) {
  const tls = testCertificate(context)
  const under = await EdgeUnderTest.start(context, {
    tls,
    origin: new URL('https://localhost'),
    plainListen: { kind: 'port', host: '127.0.0.1', port: 0 },
  })
  return { under, tls }
}

async function http2Client(context: TestContext, under: EdgeUnderTest): Promise<ClientHttp2Session> {
  const session = connectHttp2(`https://127.0.0.1:${under.port}`, { rejectUnauthorized: false })
  session.on('error', () => undefined)
  context.after(() => session.destroy())
  await once(session, 'connect')
  return session
}

interface Http2Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

function askHttp2(
  session: ClientHttp2Session,
  headers: Readonly<Record<string, string | string[]>>,
  body?: string,
): Promise<Http2Answer> {
  return new Promise((resolve, reject) => {
    const stream = session.request({ ':authority': 'localhost', 'user-agent': 'test', ...headers })
    let status = 0
    let received: Readonly<Record<string, unknown>> = {}
    let text = ''
    stream.on('response', (answered) => {
      status = Number(answered[':status'])
      received = answered
    })
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    stream.on('error', reject)
    stream.on('close', () => {
      if (stream.rstCode === constants.NGHTTP2_NO_ERROR) resolve({ status, headers: received, body: text })
      else reject(new Error(`reset with ${stream.rstCode}`))
    })
    stream.end(body)
  })
}

test('HTTP/2: a target gets what HTTP/1.1 would have given it', async (context) => {
  const { under } = await start(context)
  await under.replica(context, 'web.1', (request, response) => {
    response.setHeader('Set-Cookie', ['a=1', 'b=2'])
    response.setHeader('Keep-Alive', 'timeout=5')
    response.end(JSON.stringify({ version: request.httpVersion, url: request.url, headers: request.headers }))
  })
  const session = await http2Client(context, under)
  const { status, headers, body } = await askHttp2(session, { ':path': '/x/../about?q=1', cookie: ['c=1', 'd=2'] })
  assert.equal(status, 200)
  assert.deepEqual(headers['set-cookie'], ['a=1', 'b=2'])
  assert.equal(headers['keep-alive'], undefined)
  const arrived = JSON.parse(body)
  assert.deepEqual([arrived.version, arrived.url], ['1.1', '/about?q=1'])
  assert.equal(arrived.headers.host, 'localhost')
  assert.equal(arrived.headers.cookie, 'c=1; d=2')
  assert.equal(arrived.headers['x-forwarded-proto'], 'https')
  assert.equal(arrived.headers['x-forwarded-for'], '127.0.0.1')
  assert.ok(Object.keys(arrived.headers).every((name) => !name.startsWith(':')))
})

test('HTTP/2: a body arrives whole, with a length or without, and is judged on its way', async (context) => {
  const { under } = await start(context)
  await under.replica(context, 'web.1', (request, response) => request.pipe(response))
  const session = await http2Client(context, under)
  const large = 'x'.repeat(300_000)
  const post = { ':method': 'POST', ':path': '/form', 'content-type': 'text/plain' }
  assert.equal((await askHttp2(session, post, large)).body, large)
  assert.equal((await askHttp2(session, { ...post, 'content-length': '5' }, 'hello')).body, 'hello')
  const attack = { ':path': `/search?q=${encodeURIComponent("' or 1=1 union select password from users--")}` }
  assert.equal((await askHttp2(session, attack)).status, 403)
})

test('HTTP/2: another name, two names and a refused upload are answered', async (context) => {
  const { under } = await start(context)
  await under.replica(context, 'web.1', (_, response) => response.writeHead(413).end('too large'))
  const session = await http2Client(context, under)
  const elsewhere = await askHttp2(session, { ':path': '/a', ':authority': 'elsewhere' })
  assert.deepEqual([elsewhere.status, elsewhere.headers.location], [301, 'https://localhost/a'])
  assert.equal((await askHttp2(session, { ':path': '/a', host: 'evil' })).status, 400)
  const upload = session.request({
    ':path': '/form',
    ':method': 'POST',
    ':authority': 'localhost',
    'user-agent': 'test',
  })
  upload.on('error', () => undefined)
  upload.write('x'.repeat(20_000))
  const [answered] = await once(upload, 'response')
  assert.equal(answered[':status'], 413)
  await once(upload.resume(), 'close')
})

test('HTTP/2: an answer that breaks off resets its stream and leaves the others', async (context) => {
  const { under } = await start(context)
  await under.replica(context, 'web.1', (request, response) => {
    if (request.url !== '/half') return void response.end('whole')
    response.writeHead(200)
    response.write('half', () => request.socket.destroy())
  })
  const session = await http2Client(context, under)
  await assert.rejects(askHttp2(session, { ':path': '/half' }))
  assert.equal((await askHttp2(session, { ':path': '/' })).body, 'whole')
})

test('HTTP/2: a client that resets its stream stops the work at the replica', async (context) => {
  const { under } = await start(context)
  let arrived = false
  let left = false
  await under.replica(context, 'web.1', (_, response) => {
    arrived = true
    response.on('close', () => {
      left = true
    })
  })
  const session = await http2Client(context, under)
  const stream = session.request({ ':path': '/', ':authority': 'localhost', 'user-agent': 'test' })
  stream.on('error', () => undefined)
  await until(() => arrived)
  stream.close(constants.NGHTTP2_CANCEL)
  await until(() => left)
})

test('HTTP/2: whoever opens streams only to reset them loses the connection', async (context) => {
  const { under } = await start(context)
  await under.replica(context, 'web.1', () => undefined)
  const session = await http2Client(context, under)
  let open = true
  session.on('close', () => {
    open = false
  })
  await until(() => {
    for (let count = 0; count < 50 && open; count += 1) {
      const stream = session.request({ ':path': '/', ':authority': 'localhost' })
      stream.on('error', () => undefined)
      stream.close(constants.NGHTTP2_CANCEL)
    }
    return !open
  })
})

test('HTTP/2: 128 streams at a time, and no web sockets', async (context) => {
  const { under } = await start(context)
  const session = await http2Client(context, under)
  await until(() => session.remoteSettings.maxConcurrentStreams === 128)
  assert.notEqual(session.remoteSettings.enableConnectProtocol, true)
})

function askHttp1(under: EdgeUnderTest): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: under.port, path: '/', rejectUnauthorized: false, agent: false } as const
    httpsRequest({ ...options, headers: { Host: 'localhost', 'User-Agent': 'test' } }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode))
    })
      .on('error', reject)
      .end()
  })
}

test('HTTP/1.1 and its web sockets go by TLS as well', async (context) => {
  const { under } = await start(context)
  const server = createServer((_, response) => response.end('plain'))
  const sockets = new WebSocketServer({ server, path: '/live' })
  sockets.on('connection', (socket) => socket.send('hello'))
  context.after(() => {
    for (const socket of sockets.clients) socket.terminate()
  })
  await under.serve(context, 'web.1', server)
  await until(async () => (await under.healthy()).includes('web.1'))
  assert.equal(await askHttp1(under), 200)
  const socket = new WebSocket(`wss://127.0.0.1:${under.port}/live`, {
    headers: { Host: 'localhost', 'User-Agent': 'test' },
    rejectUnauthorized: false,
  })
  const [greeting] = await once(socket, 'message')
  assert.equal(String(greeting), 'hello')
  socket.close()
  await once(socket, 'close')
})

async function handshake(under: EdgeUnderTest, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connectTls({ host: '127.0.0.1', port: under.port, rejectUnauthorized: false, ...options })
  await once(socket, 'secureConnect')
  return socket
}

test('the policy: TLS 1.2 with forward secrecy or 1.3, nothing older', async (context) => {
  const { under } = await start(context)
  for (const [options, protocol] of [
    [{ maxVersion: 'TLSv1.2' }, 'TLSv1.2'],
    [{}, 'TLSv1.3'],
  ] as const) {
    const socket = await handshake(under, options)
    assert.equal(socket.getProtocol(), protocol)
    socket.destroy()
  }
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
  await assert.rejects(handshake(under, old))
  await assert.rejects(handshake(under, { maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' }))
})

test('a renewed certificate is used for new connections, and open ones stay', async (context) => {
  const { under, tls } = await start(context)
  await under.replica(context, 'web.1', (_, response) => response.end('whole'))
  const session = await http2Client(context, under)
  const next = testCertificate(context)
  await copyFile(next.certificate, tls.certificate)
  await copyFile(next.key, tls.key)
  const expected = await readFile(next.certificate, 'utf8')
  await until(async () => {
    const socket = await handshake(under)
    const seen = socket.getPeerX509Certificate()?.toString()
    socket.destroy()
    return seen?.trim() === expected.trim()
  })
  assert.equal((await askHttp2(session, { ':path': '/' })).body, 'whole')
})

test('the plain port sends every name of ours to TLS, and others to the origin', async (context) => {
  const { under } = await start(context)
  const plain = { port: under.plainPort }
  for (const [host, location] of [
    ['localhost', 'https://localhost/a?b=c'],
    ['LOCALHOST:8080', 'https://localhost/a?b=c'],
    ['elsewhere', 'https://localhost/a?b=c'],
  ] as const) {
    const { status, headers } = await ask(plain, { path: '/a?b=c', headers: { Host: host, 'User-Agent': 'test' } })
    assert.equal(status, 301, host)
    assert.equal(headers.location?.toLowerCase(), location, host)
  }
})

test('draining finishes the streams in flight and ends their sessions', async (context) => {
  const { under } = await start(context)
  const held: (() => void)[] = []
  await under.replica(context, 'web.1', (_, response) => held.push(() => response.end('whole')))
  const session = await http2Client(context, under)
  const answer = askHttp2(session, { ':path': '/' })
  await until(() => held.length === 1)
  const ended = once(session, 'close')
  const drained = under.edge.drain({ noticeMs: 0, limitMs: 4_000 })
  await once(session, 'goaway')
  for (const release of held) release()
  assert.equal((await answer).body, 'whole')
  await ended
  await drained
})
