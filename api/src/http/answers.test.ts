import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertProblem } from '../testing/problem-assertions.ts'
import { startTestApi, type TestApi, testOrigin } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'

let api: TestApi
let administrator: Member
before(async () => {
  api = await startTestApi()
  administrator = await api.administrator()
})
after(() => api.stop())

const read = (headers: Record<string, string> = {}) => api.request('GET /community', { headers })

test('a reader who has the answer is told so in a line, until it changes', async () => {
  const etag = (await read()).headers.get('etag') ?? ''
  assert.match(etag, /^W\/"[\w-]{22}"$/)
  for (const known of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
    const answer = await read({ 'if-none-match': known })
    assert.equal(answer.status, 304, known)
    assert.equal(answer.body, null)
    assert.equal(answer.headers.get('etag'), etag)
    assert.equal(answer.headers.get('vary'), 'authorization')
  }
  assert.equal((await read({ 'if-none-match': '"other"' })).status, 200)
  const { token } = administrator
  await api.request('PATCH /community', { token, body: { tagline: 'Come in' } })
  const changed = await read({ 'if-none-match': etag })
  assert.equal(changed.status, 200)
  assert.equal(changed.body.tagline, 'Come in')
})

test('what a member reads is not kept by shared caches, and what identity says is kept by nobody', async () => {
  assert.equal((await read()).headers.get('cache-control'), 'public, max-age=0, must-revalidate')
  const asMember = await api.request('GET /community', { token: administrator.token })
  assert.equal(asMember.headers.get('cache-control'), 'private, no-cache')
  const session = await api.request('POST /auth/session', { headers: { origin: testOrigin }, body: {} })
  assert.equal(session.status, 200)
  assert.equal(session.headers.get('cache-control'), 'no-store')
  assert.equal(session.headers.get('etag'), null)
})

test('every answer tells a browser to make nothing of it', async () => {
  for (const answer of [await read(), await api.request('GET /nothing'), await api.request('GET /%zz')]) {
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(answer.headers.get('content-security-policy'), "default-src 'none'; frame-ancestors 'none'")
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'same-origin')
    assert.ok(answer.headers.get('x-request-id'))
  }
})

test('the request keeps the name that the load balancer gave it, and a malformed name is replaced', async () => {
  const given = await read({ 'x-request-id': 'edge-1' })
  assert.equal(given.headers.get('x-request-id'), 'edge-1')
  const replaced = await read({ 'x-request-id': '<script>' })
  assert.match(replaced.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/)
})

test('HEAD answers as GET does, without the body', async () => {
  const whole = await read()
  const head = await fetch(`${api.address}/api/community`, { method: 'HEAD' })
  assert.equal(head.status, 200)
  assert.equal(head.headers.get('etag'), whole.headers.get('etag'))
  assert.equal(head.headers.get('content-length'), String(Buffer.byteLength(JSON.stringify(whole.body))))
  assert.equal(await head.text(), '')
})

test('a known address under another method names those it takes, whatever the body', async () => {
  const refused = await api.request('DELETE /community', { body: '{' })
  assertProblem(refused, 'method_not_allowed', 'DELETE')
  assert.equal(refused.headers.get('allow'), 'GET, HEAD, OPTIONS, PATCH')
  const asked = await fetch(`${api.address}/api/community?x=1`, { method: 'OPTIONS' })
  assert.equal(asked.status, 204)
  assert.equal(asked.headers.get('allow'), 'GET, HEAD, OPTIONS, PATCH')
  const withParams = await fetch(`${api.address}/api/admin/invitations/7`, { method: 'PUT' })
  assert.equal(withParams.headers.get('allow'), 'DELETE, OPTIONS')
  await withParams.body?.cancel()
})

test('an unknown address is 404 under every method, whatever the body', async () => {
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
    assertProblem(await api.request(`${method} /no/such/thing`), 'not_found', method)
  }
  assertProblem(await api.request('POST /no/such/thing', { body: '{' }), 'not_found', 'with a malformed body')
  assertProblem(await api.request('GET /community/'), 'not_found', 'with a slash at the end')
  assertProblem(await api.request('GET /Community'), 'not_found', 'in another case')
})
