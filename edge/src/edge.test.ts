import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import { ask, EdgeUnderTest, type RequestOptions } from './testing/edge-under-test.ts'
import { parseTrustedProxies } from './trusted-proxies.ts'

/** Answers with what arrived. */
function mirror(name: string) {
  return ({ method, url, headers }: IncomingMessage, response: ServerResponse) =>
    response.end(JSON.stringify({ name, method, url, headers }))
}

async function startBoth(context: TestContext, ...[changes]: [Parameters<typeof EdgeUnderTest.start>[1]?]) {
  const under = await EdgeUnderTest.start(context, changes)
  await under.replica(context, 'api.1', mirror('api'))
  await under.replica(context, 'web.1', mirror('web'))
  return under
}

async function arrival(under: EdgeUnderTest, options: RequestOptions) {
  const { status, body } = await under.ask(options)
  assert.equal(status, 200, body)
  return JSON.parse(body)
}

test('the path decides the service, and what was matched is what arrives', async (context) => {
  const under = await startBoth(context)
  for (const [written, name, url] of [
    ['/api/posts?limit=5', 'api', '/api/posts?limit=5'],
    ['/api', 'api', '/api'],
    ['/API/me', 'web', '/API/me'],
    ['/x/%2e%2e/%61pi//me', 'api', '/api/me'],
    ['/api/../about', 'web', '/about'],
    ['/api%2fme', 'web', '/api%2Fme'],
    ['/livez', 'web', '/livez'],
  ] as const) {
    const arrived = await arrival(under, { path: written })
    assert.deepEqual([arrived.name, arrived.url], [name, url], written)
  }
})

test('what a client says of itself as if it were a proxy never arrives', async (context) => {
  const under = await startBoth(context)
  const { headers } = await arrival(under, {
    path: '/api/x',
    headers: {
      'X-Forwarded-For': '6.6.6.6',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Port': '1',
      Forwarded: 'for=6.6.6.6',
      'X-Request-Id': 'mine',
      'X-Amzn-Trace-Id': 'mine',
      X_Forwarded_For: '6.6.6.6',
      'Proxy-Connection': 'x',
    },
  })
  assert.equal(headers['x-forwarded-for'], '127.0.0.1')
  assert.equal(headers['x-forwarded-proto'], 'http')
  assert.equal(headers['x-forwarded-port'], String(under.port))
  assert.match(headers['x-request-id'], /^[\da-f]{8}-[\da-f]{4}-7/)
  const names = ['x-forwarded-host', 'forwarded', 'x-amzn-trace-id', 'x_forwarded_for', 'proxy-connection']
  for (const name of names) assert.equal(headers[name], undefined, name)
})

test('a trusted proxy names the client, the scheme and the request', async (context) => {
  const { proxies: trustedProxies } = parseTrustedProxies('127.0.0.0/8')
  const under = await startBoth(context, { trustedProxies })
  const { headers } = await arrival(under, {
    path: '/api/x',
    headers: {
      'X-Forwarded-For': '6.6.6.6, 203.0.113.9',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Port': '443',
      'X-Request-Id': 'theirs',
    },
  })
  assert.equal(headers['x-forwarded-for'], '203.0.113.9')
  assert.equal(headers['x-forwarded-proto'], 'https')
  assert.equal(headers['x-forwarded-port'], '443')
  assert.equal(headers['x-request-id'], 'theirs')
})

test('another name is redirected for pages, refused for what acts, and left to probes', async (context) => {
  const under = await startBoth(context)
  for (const host of ['127.0.0.1', 'evil.example', 'localhost:8080', '[::1]', 'localhost.']) {
    const page = await under.ask({ path: '/a//b?c=1', headers: { Host: host } })
    assert.deepEqual([page.status, page.headers.location], [301, 'http://localhost/a/b?c=1'], host)
    const act = await under.ask({ method: 'POST', path: '/api/posts', headers: { Host: host }, body: 'x' })
    assert.equal(act.status, 421, host)
    assert.equal((await under.ask({ path: '/livez', headers: { Host: host } })).status, 200, host)
  }
  for (const host of ['LOCALHOST', 'localhost:80']) {
    assert.equal((await under.ask({ path: '/', headers: { Host: host } })).status, 200, host)
  }
})

test('split reaches the back end by its own name only, proxy by none', async (context) => {
  const split = await startBoth(context, { topology: 'split' })
  assert.equal((await arrival(split, { path: '/api/x' })).name, 'web')
  assert.equal((await arrival(split, { path: '/api/x', headers: { Host: 'api.localhost' } })).name, 'api')
  assert.equal((await split.ask({ path: '/', headers: { Host: 'api.localhost' } })).status, 404)
  const proxy = await startBoth(context, { topology: 'proxy' })
  assert.equal((await arrival(proxy, { path: '/api/x' })).name, 'web')
  assert.equal((await proxy.ask({ path: '/api/x', headers: { Host: 'api.localhost' } })).status, 301)
})

test('services reach the back end, and only it, on the internal listener', async (context) => {
  const under = await startBoth(context)
  const internal = { socketPath: under.internalSocket }
  const headers = { Host: 'anything', 'X-Forwarded-For': '203.0.113.9', 'X-Request-Id': 'page-1' }
  const answered = JSON.parse((await ask(internal, { path: '/api/posts', headers })).body)
  assert.equal(answered.name, 'api')
  assert.equal(answered.headers['x-forwarded-for'], '203.0.113.9')
  assert.equal(answered.headers['x-request-id'], 'page-1')
  assert.equal((await ask(internal, { path: '/about' })).status, 404)
})

test('the edge is alive at once and ready when each service has a healthy replica', async (context) => {
  const under = await EdgeUnderTest.start(context)
  const internal = { socketPath: under.internalSocket }
  assert.equal((await ask(internal, { path: '/livez' })).status, 200)
  await under.replica(context, 'api.1', mirror('api'))
  assert.equal((await ask(internal, { path: '/readyz' })).status, 503)
  await under.replica(context, 'web.1', mirror('web'))
  await under.replica(context, 'objects.1', mirror('objects'))
  await under.replica(context, 'messaging.1', mirror('messaging'))
  assert.equal((await ask(internal, { path: '/readyz' })).status, 200)
})

test('a program gets a problem document, a person a page, both with the request id', async (context) => {
  const under = await EdgeUnderTest.start(context)
  const problem = await under.ask({ path: '/api/posts' })
  assert.equal(problem.status, 503)
  assert.equal(problem.headers['retry-after'], '5')
  assert.equal(problem.headers['content-type'], 'application/problem+json')
  const { type, title, status, instance } = JSON.parse(problem.body)
  assert.deepEqual([type, title, status], ['about:blank', 'Service Unavailable', 503])
  assert.match(instance, /^[\da-f-]{36}$/)
  const page = await under.ask({ path: '/<b>', headers: { Accept: 'text/html' } })
  assert.match(page.headers['content-type'] ?? '', /^text\/html/)
  assert.match(page.body, /prefers-color-scheme:dark/)
  assert.doesNotMatch(page.body, /(?:src|href)=/)
})
