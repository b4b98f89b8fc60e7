import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { request } from 'node:http'
import { type TestContext, test } from 'node:test'
import { accessToken } from '@porchlight/system/token'
import { WebSocket } from 'ws'
import { ask, EdgeUnderTest, until } from '../testing/edge-under-test.ts'
import type { TokenOptions } from '../testing/test-issuer.ts'

async function startEdge(context: TestContext) {
  const under = await EdgeUnderTest.start(context)
  const { issuer } = under
  await under.replica(context, 'api.1', (incoming, response) => {
    incoming.resume().on('end', () => response.end(`${incoming.method} ${incoming.url}`))
  })
  const act = (authorization?: string) =>
    under.ask({ method: 'POST', path: '/api/posts', headers: authorization === undefined ? {} : { authorization } })
  return { under, issuer, act }
}

test('a good token passes, however its scheme is written; none, and the session cookie, do not', async (context) => {
  const { under, issuer, act } = await startEdge(context)
  const token = await issuer.token()
  for (const scheme of ['Bearer', 'bearer', 'BEARER', 'Bearer  ']) {
    const { status, body } = await act(`${scheme} ${token}`)
    assert.deepEqual([status, body], [200, 'POST /api/posts'], scheme)
  }
  const headers = { Cookie: `__Host-session=${token}` }
  for (const answer of [await act(), await under.ask({ method: 'POST', path: '/api/posts', headers })]) {
    assert.deepEqual([answer.status, JSON.parse(answer.body).code], [401, 'token_missing'])
    assert.equal(answer.headers['www-authenticate'], 'Bearer realm="porchlight"')
  }
})

test('what is read anonymously, identity and webhooks ask for no token; a token presented is checked', async (context) => {
  const { under, issuer } = await startEdge(context)
  const open = [
    ['GET', '/api/posts'],
    ['POST', '/api/auth/session'],
    ['POST', '/api/hooks/images'],
  ] as const
  for (const [method, path] of open) assert.equal((await under.ask({ method, path })).status, 200, path)
  const withToken = (token: string) => under.ask({ path: '/api/posts', headers: { Authorization: `Bearer ${token}` } })
  assert.equal((await withToken(await issuer.token())).status, 200)
  assert.equal((await withToken('a.b.c')).status, 401)
})

test('inside, where the pages forward to api, the same rules demand the same token', async (context) => {
  const { under, issuer } = await startEdge(context)
  const inside = (request: Parameters<typeof ask>[1]) => ask({ socketPath: under.internalSocket }, request)
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
  assert.equal((await inside({ path: '/api/posts' })).status, 200)
  assert.equal((await inside({ method: 'POST', path: '/api/posts' })).status, 401)
  assert.equal((await inside({ path: '/api/posts', headers: bearer('a.b.c') })).status, 401)
  const headers = bearer(await issuer.token())
  assert.equal((await inside({ method: 'POST', path: '/api/posts', headers })).status, 200)
})

test('a refusal is the problem document that api would send', async (context) => {
  const { act } = await startEdge(context)
  const { headers, body } = await act('Bearer a.b.c')
  assert.match(headers['content-type'] ?? '', /^application\/problem\+json/)
  assert.equal(headers['cache-control'], 'no-store')
  assert.match(
    headers['www-authenticate'] ?? '',
    /^Bearer realm="porchlight", error="invalid_token", error_description="/,
  )
  const { code, type, instance } = JSON.parse(body)
  assert.deepEqual([code, type], ['token_invalid', '/api/reference#token_invalid'])
  assert.match(instance, /^urn:request:[\da-f-]{36}$/)
})

const now = () => Math.floor(Date.now() / 1_000)
const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const secret = new TextEncoder().encode('a secret that is long enough for HS512, which takes 64 bytes or more')

const forgeries: Readonly<Record<string, TokenOptions>> = {
  'signed by another key under our key id': { key: stranger },
  'signed with HS256': { key: secret, header: { alg: 'HS256' } },
  'signed with HS512': { key: secret, header: { alg: 'HS512' } },
  'signed with RS512': { key: stranger, header: { alg: 'RS512' } },
  'signed with PS256': { key: stranger, header: { alg: 'PS256' } },
  'signed with ES256': { key: curve, header: { alg: 'ES256' } },
  'without a key id': { header: { kid: undefined } },
  'with an empty key id': { header: { kid: '' } },
  'of a key that nobody knows': { key: stranger, header: { kid: 'mine' } },
  'with a key id of another type': { header: { kid: 7 } },
  'that is nested': { header: { cty: 'JWT' } },
  'of another issuer': { claims: { iss: 'http://localhost:8080/api/auth' } },
  'without an issuer': { claims: { iss: undefined } },
  'for another audience': { claims: { aud: 'another' } },
  'for several audiences': { claims: { aud: [accessToken.audience] } },
  'without an audience': { claims: { aud: undefined } },
  expired: { claims: { exp: now() - 1 } },
  'without an end': { claims: { exp: undefined } },
  'with an end that is text': { claims: { exp: String(now() + 600) } },
  'not valid yet': { claims: { nbf: now() + 60 } },
  'with a beginning that is text': { claims: { nbf: 'now' } },
  'issued in the future': { claims: { iat: now() + 60 } },
  'longer than any of ours': { claims: { padding: 'x'.repeat(2_000) } },
}

test('a forged or worn-out token is refused as invalid', async (context) => {
  const { issuer, act } = await startEdge(context)
  for (const [what, options] of Object.entries(forgeries)) {
    const { status, body } = await act(`Bearer ${await issuer.token(options)}`)
    assert.deepEqual([status, JSON.parse(body).code], [401, 'token_invalid'], what)
  }
})

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')

test('a token that is not of three well-formed parts, or asks for extensions, is refused as invalid', async (context) => {
  const { issuer, act } = await startEdge(context)
  const good = await issuer.token()
  const [header = '', payload = '', signature = ''] = good.split('.')
  const parsed = JSON.parse(Buffer.from(header, 'base64url').toString())
  const credentials = [
    '',
    'Bearer',
    `Bearer ${header}.${payload}`,
    `Bearer ${header}.${payload}.`,
    `Bearer ${good}.x.y`,
    `Bearer ${good},Bearer ${good}`,
    `Bearer ${good} ${good}`,
    `Bearer "${good}"`,
    `Bearer ${good.slice(0, -10)}`,
    `Bearer ${encode({ ...parsed, alg: 'none' })}.${payload}.`,
    `Bearer ${encode({ ...parsed, alg: 'none' })}.${payload}.${signature}`,
    `Bearer ${encode({ ...parsed, crit: ['exp'] })}.${payload}.${signature}`,
    `Bearer ${encode([parsed])}.${payload}.${signature}`,
    `Bearer ${header}.${encode('claims')}.${signature}`,
    `Bearer ${header}.${encode([1])}.${signature}`,
    `Bearer ${header}.${Buffer.from([0xff, 0xfe]).toString('base64url')}.${signature}`,
    `Basic ${Buffer.from('a:b').toString('base64')}`,
    `Bearer\t${good}`,
    good,
  ]
  for (const authorization of credentials) {
    const { status, body } = await act(authorization)
    assert.deepEqual([status, JSON.parse(body).code], [401, 'token_invalid'], authorization)
  }
})

test('two Authorization headers are one too many', async (context) => {
  const { under, issuer } = await startEdge(context)
  const line = `Authorization: Bearer ${await issuer.token()}\r\n`
  const answer = await under.raw(`GET /api/posts HTTP/1.1\r\nHost: localhost\r\n${line}${line}\r\n`)
  assert.match(answer, /^HTTP\/1\.1 400 /)
})

test('a token is good to the last moment of its time and no longer, however often it came before', async (context) => {
  const { issuer, act } = await startEdge(context)
  context.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 })
  const end = 1_800_000_000 + 10
  const authorization = `Bearer ${await issuer.token({ claims: { exp: end, nbf: end - 10, iat: end - 10 } })}`
  const statuses: number[] = []
  for (const milliseconds of [-10_001, -10_000, -5_000, -1, 0, 1]) {
    context.mock.timers.setTime(end * 1_000 + milliseconds)
    statuses.push((await act(authorization)).status)
  }
  assert.deepEqual(statuses, [401, 200, 200, 200, 401, 401])
})

test('an upload without a token is answered before its bytes have come', async (context) => {
  const { under } = await startEdge(context)
  const outgoing = request({
    host: '127.0.0.1',
    port: under.port,
    method: 'POST',
    path: '/api/posts',
    headers: { Host: 'localhost', 'Content-Length': 20_000 },
  })
  outgoing.on('error', () => undefined)
  outgoing.write(Buffer.alloc(9_000))
  let status: number | undefined
  outgoing.on('response', (response) => {
    status = response.statusCode
  })
  await until(() => status !== undefined)
  assert.equal(status, 401)
  outgoing.destroy()
})

test('a web socket that presents a bad token is refused before it opens', async (context) => {
  const { under } = await startEdge(context)
  const headers = { Host: 'localhost', Authorization: 'Bearer a.b.c' }
  const socket = new WebSocket(`ws://127.0.0.1:${under.port}/api/live`, { headers })
  const { promise, resolve } = Promise.withResolvers<Error>()
  socket.on('error', resolve)
  assert.match(String(await promise), /401/)
})
