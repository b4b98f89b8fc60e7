import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import { startForwarding } from '../testing/forwarding-site.ts'

/** Answers with what arrived. */
async function mirror(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = (await incoming.toArray()).join('')
  const { method, url, rawHeaders } = incoming
  response.end(JSON.stringify({ method, url, rawHeaders, body }))
}

function arrivedHeaders({ body }: { body: string }): [string, string][] {
  const raw: string[] = JSON.parse(body).rawHeaders
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? '']] : []))
}

function values(headers: [string, string][], wanted: string): string[] {
  return headers.flatMap(([name, value]) => (name === wanted ? [value] : []))
}

test('method, address, headers and body arrive as they were sent', async (t) => {
  const site = await startForwarding(t, mirror)
  const headers = { authorization: 'Bearer a.b.c', cookie: 'a=1; b=2', 'idempotency-key': 'k', host: 'porch.example' }
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const answer = await site.ask({ method, path: '/api/posts?a=%2F&b', headers, body: `{"by":"${method}"}` })
    const arrived = JSON.parse(answer.body)
    assert.deepEqual([arrived.method, arrived.url, arrived.body], [method, '/api/posts?a=%2F&b', `{"by":"${method}"}`])
    const names = new Map(arrivedHeaders(answer))
    for (const [name, value] of Object.entries(headers)) assert.equal(names.get(name), value)
  }
})

test('status, headers and every cookie come back as api sent them, and nothing of the pages’ own is added', async (t) => {
  const site = await startForwarding(t, (_, response) => {
    response.writeHead(201, {
      'set-cookie': ['a=1; HttpOnly', 'b=2'],
      'content-security-policy': "default-src 'none'",
      etag: 'W/"x"',
      'retry-after': '3',
      'keep-alive': 'timeout=9',
      'proxy-authenticate': 'Basic',
    })
    response.end('{}')
  })
  const { status, headers } = await site.ask({ path: '/api/x' })
  assert.equal(status, 201)
  assert.deepEqual(headers['set-cookie'], ['a=1; HttpOnly', 'b=2'])
  assert.deepEqual(
    [headers['content-security-policy'], headers.etag, headers['retry-after']],
    ["default-src 'none'", 'W/"x"', '3'],
  )
  for (const name of ['proxy-authenticate', 'x-frame-options', 'strict-transport-security', 'permissions-policy']) {
    assert.equal(headers[name], undefined, name)
  }
  assert.notEqual(headers['keep-alive'], 'timeout=9')
})

test('what the load balancer says of the client arrives; what a client may have written of itself does not', async (t) => {
  const site = await startForwarding(t, mirror)
  const answer = await site.ask({
    path: '/api/x',
    headers: {
      'x-forwarded-for': '6.6.6.6, 192.0.2.7',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '443',
      'x-request-id': 'r-1',
      'x-forwarded-host': 'evil.example',
      'x-real-ip': '6.6.6.6',
      'x-amzn-oidc-identity': 'root',
      forwarded: 'for=6.6.6.6',
    },
  })
  const headers = arrivedHeaders(answer)
  assert.deepEqual(values(headers, 'x-forwarded-for'), ['192.0.2.7'])
  assert.deepEqual(values(headers, 'x-forwarded-proto'), ['https'])
  assert.deepEqual(values(headers, 'x-forwarded-port'), ['443'])
  assert.deepEqual(values(headers, 'x-request-id'), ['r-1'])
  for (const name of ['x-forwarded-host', 'x-real-ip', 'x-amzn-oidc-identity', 'forwarded']) {
    assert.deepEqual(values(headers, name), [], name)
  }
})

test('what is meant for one hop goes no further', async (t) => {
  const site = await startForwarding(t, mirror)
  const answer = await site.ask({
    path: '/api/x',
    headers: {
      connection: 'close, x-secret',
      'x-secret': '1',
      te: 'trailers',
      'proxy-authorization': 'Basic x',
      'keep-alive': 'timeout=1',
      upgrade: 'h2c',
    },
  })
  const names = arrivedHeaders(answer).map(([name]) => name)
  for (const name of ['x-secret', 'te', 'proxy-authorization', 'keep-alive', 'upgrade']) {
    assert.ok(!names.includes(name), name)
  }
})

test('an upload reaches api while it is still being sent, and an answer its reader while it is still being made', async (t) => {
  const site = await startForwarding(t, (incoming, response) => {
    incoming.pipe(response)
  })
  const outgoing = request({ host: '127.0.0.1', port: site.port, method: 'POST', path: '/api/echo', agent: false })
  outgoing.write('first')
  const [response] = await once(outgoing, 'response')
  const parts = response[Symbol.asyncIterator]()
  assert.equal(String((await parts.next()).value), 'first')
  outgoing.end('second')
  assert.equal(String((await parts.next()).value), 'second')
  assert.equal((await parts.next()).done, true)
})

test('api is asked to go no faster than its reader', async (t) => {
  const chunk = Buffer.alloc(64 * 1024)
  let sentBytes = 0
  const site = await startForwarding(t, (_, response) => {
    const more = (): void => {
      while (response.writable && sentBytes < 512 * chunk.length) {
        sentBytes += chunk.length
        if (!response.write(chunk)) break
      }
      if (sentBytes >= 512 * chunk.length) response.end()
      else response.once('drain', more)
    }
    more()
  })
  const outgoing = request({ host: '127.0.0.1', port: site.port, path: '/api/much', agent: false }).end()
  const [response] = await once(outgoing, 'response')
  let before = -1
  while (before !== sentBytes) {
    before = sentBytes
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.ok(sentBytes < 256 * chunk.length, `${sentBytes} bytes were taken for a reader who reads nothing`)
  let received = 0
  for await (const part of response) received += part.length
  assert.equal(received, 512 * chunk.length)
})

test('api hears when the client leaves', async (t) => {
  const { promise: left, resolve } = Promise.withResolvers<void>()
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
  const site = await startForwarding(t, (_, response) => {
    response.once('close', resolve)
    arrive()
  })
  const outgoing = request({ host: '127.0.0.1', port: site.port, path: '/api/slow', agent: false }).end()
  outgoing.on('error', () => {})
  await arrived
  outgoing.destroy()
  await left
})

test('a refusal before the body has been read reaches the client', async (t) => {
  const site = await startForwarding(t, (_, response) => {
    response.writeHead(413).end('too large')
  })
  const { status, body } = await site.ask({ method: 'POST', path: '/api/x', body: 'x'.repeat(3 * 1024 * 1024) })
  assert.deepEqual([status, body], [413, 'too large'])
})

test('an api that is gone, breaks off, answers nothing or nonsense is 503, 502, 504, 502: as problem documents', async (t) => {
  const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
    '/api/breaks-off': (response) => response.destroy(),
    '/api/is-silent': () => {},
    '/api/talks-nonsense': (response) => response.socket?.end('nonsense\r\n\r\n'),
  }
  const site = await startForwarding(t, ({ url }, response) => answers[url ?? '']?.(response), { idleTimeoutMs: 300 })
  const expectProblem = async (path: string, status: number) => {
    const answer = await site.ask({ path, headers: { 'x-request-id': 'r-9' } })
    assert.equal(answer.status, status, path)
    assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
    assert.equal(answer.headers['cache-control'], 'no-store')
    const problem = JSON.parse(answer.body)
    assert.deepEqual([problem.status, problem.instance], [status, 'urn:request:r-9'])
    assert.ok(problem.detail.length > 20)
  }
  await expectProblem('/api/breaks-off', 502)
  await expectProblem('/api/talks-nonsense', 502)
  await expectProblem('/api/is-silent', 504)
  site.api.close()
  site.api.closeAllConnections()
  await once(site.api, 'close')
  await expectProblem('/api/gone', 503)
})

test('an answer that breaks off in the middle is cut off, not ended', async (t) => {
  const site = await startForwarding(t, (_, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('half', () => response.destroy())
  })
  await assert.rejects(site.ask({ path: '/api/x' }))
})

test('HEAD comes back with its headers and no body', async (t) => {
  const site = await startForwarding(t, (_, response) => response.writeHead(200, { 'content-length': '7' }).end())
  const { status, headers, body } = await site.ask({ method: 'HEAD', path: '/api/x' })
  assert.deepEqual([status, headers['content-length'], body], [200, '7', ''])
})

test('only what is below /api is forwarded', async (t) => {
  const seen: unknown[] = []
  const site = await startForwarding(t, ({ url }, response) => {
    seen.push(url)
    response.end()
  })
  for (const path of ['/api', '/api?x', '/api/', '/api/a']) assert.equal((await site.ask({ path })).status, 200, path)
  for (const path of ['/apis', '/API/a', '/api%2Fa', '/x/../api/a', '/readyz']) await site.ask({ path })
  assert.deepEqual(seen, ['/api', '/api?x', '/api/', '/api/a'])
})

test('where nothing is forwarded, whoever looks for api under the pages’ name is told its address', async (t) => {
  const site = await startForwarding(t, mirror, { forwards: false })
  for (const method of ['GET', 'POST', 'OPTIONS']) {
    const { status, headers, body } = await site.ask({ method, path: '/api/posts' })
    assert.deepEqual([status, headers['content-type']], [404, 'application/problem+json; charset=utf-8'], method)
    assert.match(JSON.parse(body).detail, /https:\/\/api\.porch\.example\/api/)
  }
})

/** Asks to leave HTTP; resolves with the socket and the head of the answer. */
async function askForSocket(port: number, path: string) {
  const socket = connect({ host: '127.0.0.1', port })
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: porch.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: k\r\n\r\n`,
  )
  const [head] = await once(socket, 'data')
  return { socket, head: String(head) }
}

test('a web socket is joined to one of api, a refused one is answered, and a drain closes it', async (t) => {
  const api = createServer((_, response) => response.writeHead(426).end('no'))
  api.on('upgrade', (incoming, socket) => {
    if (incoming.url !== '/api/live') {
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno')
      return
    }
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`)
    socket.on('error', () => {}).pipe(socket)
  })
  const site = await startForwarding(t, mirror, { api })
  const refused = await askForSocket(site.port, '/api/other')
  assert.match(refused.head, /^HTTP\/1\.1 403 /)
  const { socket, head } = await askForSocket(site.port, '/api/live')
  assert.match(head, /^HTTP\/1\.1 101 /)
  socket.write('hello')
  const [echoed] = await once(socket, 'data')
  assert.equal(String(echoed), 'hello')
  site.forwarder.closeTunnels()
  await once(socket, 'close')
})
