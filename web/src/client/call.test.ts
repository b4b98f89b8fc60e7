import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import { createCall } from './call.ts'
import { ApiProblem } from './problem.ts'
import { addressOf } from './request.ts'
import { Session } from './session.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

async function served(t: TestContext, answer: Answer): Promise<{ origin: string; seen: string[] }> {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'}`)
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  return { origin: `http://127.0.0.1:${address.port}`, seen }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const me = { id: 'm', handle: 'ada', name: 'Ada', bio: '', email: 'a@b.example', role: 'member', language: null }
const member = (accessToken: string) => ({
  kind: 'member',
  accessToken,
  me,
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
})

test('params and query go where the path and the search have them, encoded', () => {
  assert.equal(
    addressOf('/members/:handle/posts', { params: { handle: 'a/b' }, query: { cursor: 'x=', kind: undefined } }),
    '/api/members/a%2Fb/posts?cursor=x%3D',
  )
})

test('calls at the same time share one exchange of the cookie, then carry the bearer', async (t) => {
  const { origin, seen } = await served(t, (request, response) =>
    json(response, 200, request.url === '/api/auth/session' ? member('one') : me),
  )
  const session = new Session(origin, true)
  const call = createCall(origin, session)
  await Promise.all([call('GET /me'), call('GET /me'), call('GET /me')])
  assert.deepEqual(seen, ['POST /api/auth/session -', ...Array(3).fill('GET /api/me Bearer one')])
  session.accept({ kind: 'visitor' })
})

test('a token that the server refuses is renewed once, and the call repeated', async (t) => {
  const tokens = ['old', 'new']
  const { origin, seen } = await served(t, (request, response) => {
    if (request.url === '/api/auth/session') return json(response, 200, member(tokens.shift() ?? 'none'))
    if (request.headers.authorization === 'Bearer new') return json(response, 200, me)
    return json(response, 401, { code: 'token_invalid', status: 401 })
  })
  const session = new Session(origin, true)
  assert.equal((await createCall(origin, session)('GET /me')).handle, 'ada')
  assert.deepEqual(seen.slice(2), ['POST /api/auth/session -', 'GET /api/me Bearer new'])
  session.accept({ kind: 'visitor' })
})

test('a refusal is a problem with its code and faults; a proxy that answers in HTML is one too', async (t) => {
  const { origin } = await served(t, (request, response) => {
    if (request.url === '/api/community') return void response.writeHead(502).end('<html>')
    if (request.url === '/api/me') return json(response, 403, { status: 403, instance: 'r2' })
    return json(response, 422, {
      code: 'invalid_input',
      faults: [{ in: 'query', pointer: '/q', message: 'no' }],
      instance: 'urn:request:r1',
    })
  })
  const call = createCall(origin, new Session(origin, false))
  await assert.rejects(call('GET /members', { query: { q: '' } }), (error) => {
    assert.ok(error instanceof ApiProblem)
    assert.deepEqual([error.code, error.faults[0]?.pointer, error.requestId], ['invalid_input', '/q', 'r1'])
    return true
  })
  await assert.rejects(call('GET /community'), { code: 'unavailable', status: 502 })
  await assert.rejects(call('GET /me'), { code: 'blocked', requestId: 'r2' })
})

test('under a name of its own, no answer and one that may not be read are the same problem', async () => {
  const call = createCall('http://127.0.0.1:1', new Session('http://127.0.0.1:1', false))
  await assert.rejects(call('GET /community'), { code: 'withheld' })
})
