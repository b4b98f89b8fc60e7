import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, test } from 'node:test'
import { graphqlLimits } from '@porchlight/system/graphql-api'
import { accessToken } from '@porchlight/system/token'
import { createLocalJWKSet, errors, UnsecuredJWT } from 'jose'
import { createAuthenticator } from '../authentication/token-authenticator.ts'
import type { Executor } from '../executor.ts'
import { issuer, memberId, publicJwk, signToken, type TokenParts } from '../testing/issuer.ts'
import { type Served, serve, startExecutor } from '../testing/running-api.ts'

let executor: Executor
let served: Served

before(async () => {
  executor = (await startExecutor()).executor
  served = await serve(executor)
})

after(() => served.stop())

const query = '{ echo(text: "a") { text } }'

test('a request is answered with JSON, and with the headers that resolvers set', async () => {
  const { status, headers, body } = await served.post({ query: '{ context }', variables: null, operationName: null })
  assert.equal(status, 200)
  assert.equal(headers.get('content-type'), 'application/json;charset=UTF-8')
  assert.equal(headers.get('seen'), 'context')
  const { identity, headers: given } = JSON.parse(body.data.context)
  assert.deepEqual([identity.sub, identity.issuer, identity.claims.role], [memberId, issuer, 'member'])
  assert.ok(given.includes('authorization') && !given.includes('cookie'))
})

test('errors of fields come with status 200, errorType beside the message', async () => {
  const { status, body } = await served.post({ query: '{ secret }' })
  assert.equal(status, 200)
  assert.deepEqual(body, {
    data: { secret: null },
    errors: [
      {
        path: ['secret'],
        locations: [{ line: 1, column: 3, sourceName: null }],
        message: 'Not Authorized to access secret on type Query',
        errorType: 'Unauthorized',
        data: null,
        errorInfo: null,
      },
    ],
  })
})

const malformed: Readonly<Record<string, unknown>> = {
  'no JSON': '{"query":',
  'no query': {},
  'a query that is no text': { query: 1 },
  'variables that are no object': { query, variables: [1] },
  'an operation name that is no text': { query, operationName: 1 },
  'several requests at once': [{ query }, { query }],
  nothing: '',
  'text that is no GraphQL': { query: '{ echo' },
}

for (const [what, body] of Object.entries(malformed)) {
  test(`${what} is a malformed request`, async () => {
    const answer = await served.post(body)
    assert.equal(answer.status, 400)
    assert.equal(answer.body.errors[0].errorType, 'MalformedHttpRequestException')
    assert.equal(answer.body.errors[0].message, 'Unable to parse GraphQL query.')
  })
}

test('a body larger than the limit is refused, announced or not', async () => {
  const { status } = await served.post({ query, variables: { a: 'x'.repeat(graphqlLimits.bodyBytes) } })
  assert.equal(status, 413)
  const piece = Buffer.alloc(65_536, 'x')
  const response = await fetch(`${served.origin}/graphql`, {
    method: 'POST',
    headers: { authorization: await signToken() },
    duplex: 'half',
    body: ReadableStream.from(Array.from({ length: 8 }, () => piece)),
  }).catch((error: unknown) => error)
  // It may hear of it before it has sent everything.
  if (response instanceof Response) assert.equal(response.status, 413)
  assert.equal((await served.post({ query })).status, 200)
})

test('other methods and paths are no operations', async () => {
  for (const [path, method] of [
    ['/graphql', 'GET'],
    ['/graphql/', 'POST'],
    ['/', 'POST'],
  ] as const) {
    const response = await fetch(served.origin + path, { method })
    assert.equal(response.status, 404)
    assert.equal(JSON.parse(await response.text()).errors[0].errorType, 'UnknownOperationException')
  }
})

test('it is alive and ready', async () => {
  for (const path of ['/livez', '/readyz']) assert.equal((await fetch(served.origin + path)).status, 200)
})

const strange = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey
const now = Math.floor(Date.now() / 1_000)
const secret = new TextEncoder().encode(JSON.stringify(publicJwk))

/** Each of them is refused; one part of a good token is another. */
const forged: Readonly<Record<string, TokenParts>> = {
  'signed by another key': { key: strange },
  'of an unknown key': { header: { kid: 'second' } },
  'signed by the public key as a secret': { header: { alg: 'HS256' }, key: secret },
  'of another RSA algorithm': { header: { alg: 'PS256' } },
  'with a critical header that nobody knows': { header: { crit: ['x'], x: 1 } },
  'of another issuer': { claims: { iss: 'http://elsewhere/api/auth' } },
  'for another audience': { claims: { aud: 'others' } },
  'for several audiences': { claims: { aud: [accessToken.audience, 'others'] } },
  'for no audience': { claims: { aud: undefined } },
  'that is not valid yet': { claims: { nbf: now + 60 } },
  'that was issued in the future': { claims: { iat: now + 60 } },
  'that never expires': { claims: { exp: undefined } },
  'that expires at no number': { claims: { exp: 'tomorrow' } },
  'of nobody': { claims: { sub: undefined } },
  'of nobody in particular': { claims: { sub: '' } },
  'that is longer than ours are': { claims: { padding: 'x'.repeat(accessToken.maxLength) } },
}

for (const [what, parts] of Object.entries(forged)) {
  test(`a token ${what} is refused, and not told why`, async () => {
    const { status, body } = await served.post({ query }, `Bearer ${await signToken(parts)}`)
    assert.equal(status, 401)
    assert.deepEqual(body, {
      errors: [{ errorType: 'UnauthorizedException', message: 'You are not authorized to make this call.' }],
    })
  })
}

test('what is no token is refused', async () => {
  const good = await signToken()
  const [head = '', payload = '', signature = ''] = good.split('.')
  const unsecured = new UnsecuredJWT({ sub: memberId, aud: accessToken.audience }).setIssuer(issuer).encode()
  const altered = Buffer.from(JSON.stringify({ sub: 'other', iss: issuer, aud: accessToken.audience, exp: now + 60 }))
  const texts = [
    'x',
    'Basic YTpi',
    `Bearer  `,
    unsecured,
    `${head}.${payload}.`,
    `${head}.${altered.toString('base64url')}.${signature}`,
    `${good}.x`,
  ]
  for (const text of texts) assert.equal((await served.post({ query }, text)).status, 401, text)
})

test('who presents nothing, or what is over, is told so', async () => {
  const nothing = await served.post({ query }, null)
  assert.deepEqual([nothing.status, nothing.body.errors[0].message], [401, 'Valid authorization header not provided.'])
  const over = await served.post({ query }, await signToken({ claims: { exp: now - 1, iat: now - 60 } }))
  assert.deepEqual([over.status, over.body.errors[0].message], [401, 'Token has expired.'])
})

test('a token is good with Bearer before it and without', async () => {
  const token = await signToken()
  for (const text of [token, `Bearer ${token}`, `bearer ${token}`]) {
    assert.equal((await served.post({ query }, text)).status, 200)
  }
})

test('a token that was good is refused once it is over', async (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: Date.now() })
  const authenticator = createAuthenticator({ issuer, keys: createLocalJWKSet({ keys: [publicJwk] }) })
  const token = await signToken({ claims: { exp: Math.floor(Date.now() / 1_000) + 30 } })
  assert.equal((await authenticator.authenticate(token)).kind, 'identified')
  context.mock.timers.tick(31_000)
  assert.deepEqual(await authenticator.authenticate(token), { kind: 'refused', message: 'Token has expired.' })
})

test('what a withdrawn key signed is refused within a minute, though it was good before', async (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: Date.now() })
  const keySets = [[publicJwk], [{ ...publicJwk, kid: 'second' }]]
  const authenticator = createAuthenticator({
    issuer,
    keys: (...given) => createLocalJWKSet({ keys: keySets[0] ?? [] })(...given),
  })
  const token = await signToken()
  assert.equal((await authenticator.authenticate(token)).kind, 'identified')
  keySets.shift()
  context.mock.timers.tick(61_000)
  assert.equal((await authenticator.authenticate(token)).kind, 'refused')
})

test('while the issuer’s keys cannot be had, nobody is told that they are not authorized', async () => {
  const keys = async () => {
    throw new errors.JWKSTimeout()
  }
  const without = await serve(executor, createAuthenticator({ issuer, keys }))
  const { status, body } = await without.post({ query })
  without.stop()
  assert.deepEqual([status, body.errors[0].errorType], [500, 'InternalFailure'])
})
