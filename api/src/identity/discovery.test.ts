import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessToken } from '@porchlight/system/token'
import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose'
import { startTestApi, type TestApi, testOrigin } from '../testing/test-api.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

test('a validator that knows nothing but the issuer accepts our tokens', async () => {
  const { me, token } = await api.signUp()
  const issuer = `${testOrigin}/api/auth`
  const discovery = await api.request('GET /auth/.well-known/openid-configuration')
  assert.equal(discovery.status, 200)
  assert.equal(discovery.body.issuer, issuer)
  const keys = createRemoteJWKSet(new URL(discovery.body.jwks_uri), {
    // The test's server has another port than its public address.
    [customFetch]: (url, options) => fetch(url.replace(testOrigin, api.address), options),
  })
  const { payload, protectedHeader } = await jwtVerify(token, keys, { issuer, audience: 'porchlight' })
  assert.equal(protectedHeader.alg, 'RS256')
  assert.equal(payload.sub, me.id)
})

test('a token carries no more than it must', async () => {
  const { token } = await api.signUp()
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  assert.deepEqual(Object.keys(claims).sort(), ['aud', 'exp', 'iat', 'iss', 'role', 'sid', 'sub'])
  assert.equal(claims.exp - claims.iat, accessToken.lifetimeSeconds)
})

test('the key set shows public parts only and may be cached', async () => {
  const { status, body, headers } = await api.request('GET /auth/jwks')
  assert.equal(status, 200)
  assert.equal(body.keys.length, 1)
  assert.deepEqual(Object.keys(body.keys[0]).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use'])
  assert.equal(headers.get('cache-control'), 'public, max-age=300')
})
