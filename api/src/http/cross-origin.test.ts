import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { crossOrigin } from '@porchlight/system/cross-origin'
import { startTestApi, type TestApi, type TestReplica, testOrigin } from '../testing/test-api.ts'
import { openBrowser, testPassword } from '../testing/test-browser.ts'

const apiOrigin = 'http://api.localhost:8080'
const strangers = ['null', 'http://localhost', 'http://localhost:80801', apiOrigin, `${testOrigin}, ${testOrigin}`]

let api: TestApi
/** `api` under a name of its own. */
let apart: TestReplica
before(async () => {
  api = await startTestApi()
  apart = await api.startReplica({ apiOrigin })
})
after(() => api.stop())

function preflight(replica: TestReplica, path: string, headers: Record<string, string> = {}) {
  const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }
  return replica.request(`OPTIONS ${path}`, { headers: { origin: testOrigin, ...asked, ...headers } })
}

function corsHeaders(headers: Headers): string[] {
  return [...headers.keys()].filter((name) => name.startsWith('access-control-'))
}

test('a preflight from the pages is allowed all that their calls need, wherever it asks', async () => {
  for (const path of ['/posts', '/auth/session', '/no/such/address']) {
    const { status, headers, body } = await preflight(apart, path)
    assert.deepEqual([status, body], [204, null], path)
    assert.equal(headers.get('access-control-allow-origin'), testOrigin)
    assert.equal(headers.get('access-control-allow-credentials'), 'true')
    assert.equal(headers.get('access-control-allow-methods'), 'GET, HEAD, POST, PUT, PATCH, DELETE')
    const allowed = headers.get('access-control-allow-headers')?.split(', ') ?? []
    for (const name of ['authorization', 'content-type', 'idempotency-key', 'if-none-match']) {
      assert.ok(allowed.includes(name), name)
    }
    assert.equal(headers.get('access-control-max-age'), '7200')
    assert.match(headers.get('vary') ?? '', /\borigin\b/)
  }
})

test('no answer opens the way from a public page into a private network', async () => {
  const { headers } = await preflight(apart, '/posts', { 'access-control-request-private-network': 'true' })
  assert.equal(headers.get('access-control-allow-private-network'), null)
})

test('answers, refusals among them, are readable by the pages with every header that they act on', async () => {
  const headers = { origin: testOrigin }
  const answers = [
    await apart.request('GET /community', { headers }),
    await apart.request('GET /me', { headers }),
    await apart.request('GET /nothing', { headers }),
    await apart.request('GET /%zz', { headers }),
    await apart.request('POST /posts', { headers, token: 'forged', body: {} }),
    await apart.request('POST /auth/sign-in', { headers, body: { email: 'a@b.example', password: 'wrong' } }),
  ]
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 401, 404, 404, 401, 401],
  )
  for (const answer of answers) {
    assert.equal(answer.headers.get('access-control-allow-origin'), testOrigin)
    assert.equal(answer.headers.get('access-control-allow-credentials'), 'true')
    assert.equal(answer.headers.get('access-control-expose-headers'), crossOrigin.exposeHeaders.join(', '))
    assert.match(answer.headers.get('vary') ?? '', /\borigin\b/)
  }
})

test('a cached answer is kept apart by origin and by member, and stays readable when it is unchanged', async () => {
  const first = await apart.request('GET /community', { headers: { origin: testOrigin } })
  assert.equal(first.headers.get('vary'), 'origin, authorization')
  const known = { origin: testOrigin, 'if-none-match': first.headers.get('etag') ?? '' }
  const again = await apart.request('GET /community', { headers: known })
  assert.deepEqual([again.status, again.headers.get('access-control-allow-origin')], [304, testOrigin])
})

test('any other origin, null and none at all are told nothing, and nothing is reflected', async () => {
  for (const origin of strangers) {
    const asked = await preflight(apart, '/posts', { origin })
    assert.deepEqual(corsHeaders(asked.headers), [], origin)
    const answer = await apart.request('GET /community', { headers: { origin } })
    assert.deepEqual([answer.status, corsHeaders(answer.headers)], [200, []], origin)
    assert.match(answer.headers.get('vary') ?? '', /\borigin\b/)
  }
  const unnamed = await apart.request('GET /community')
  assert.deepEqual(corsHeaders(unnamed.headers), [])
})

test('the cookie opens a session for the pages alone', async () => {
  const { me, password } = await api.signUp({ password: testPassword })
  const browser = openBrowser(apart)
  assert.equal((await browser.post('/auth/sign-in', { email: me.email, password })).status, 200)
  for (const origin of strangers) {
    const refused = await browser.post('/auth/session', {}, { origin })
    assert.deepEqual([refused.status, refused.body.code], [403, 'origin_refused'], origin)
  }
  assert.equal((await browser.post('/auth/session')).body.kind, 'member')
})

test('preflights take nothing from the quota of the address that they come from', async () => {
  const counting = await api.startReplica({ apiOrigin, rateLimits: 'on' })
  const address = { 'x-forwarded-for': '192.0.2.55' }
  for (let count = 0; count < 130; count += 1) assert.equal((await preflight(counting, '/posts', address)).status, 204)
  const read = await counting.request('GET /community', { headers: address })
  assert.match(read.headers.get('ratelimit') ?? '', /r=1199;/)
})

test('documents name the address of api where it is called, and the issuer by the place’s own name', async () => {
  const discovery = (await apart.request('GET /auth/.well-known/openid-configuration')).body
  assert.equal(discovery.issuer, `${testOrigin}/api/auth`)
  assert.equal(discovery.jwks_uri, `${testOrigin}/api/auth/jwks`)
  assert.equal(discovery.token_endpoint, `${apiOrigin}/api/auth/session`)
  assert.deepEqual((await apart.request('GET /openapi.json')).body.servers, [{ url: `${apiOrigin}/api` }])
  assert.deepEqual((await api.request('GET /openapi.json')).body.servers, [{ url: `${testOrigin}/api` }])
})

test('where pages and api share a name nothing is said of origins', async () => {
  for (const endpoint of ['GET /community', 'OPTIONS /posts']) {
    const { headers } = await api.request(endpoint, { headers: { origin: testOrigin } })
    assert.deepEqual([corsHeaders(headers), headers.get('vary')?.includes('origin') ?? false], [[], false])
  }
})
