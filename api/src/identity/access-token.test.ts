import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { accessToken } from '@porchlight/system/token'
import { exportSPKI, generateKeyPair, importJWK, SignJWT } from 'jose'
import { startTestApi, type TestApi, testOrigin } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'
import { SecretBox } from './secret-box.ts'
import { SigningKeys } from './signing-keys.ts'

const authSecret = 'the secret of the access token tests, long enough'
const issuer = `${testOrigin}${accessToken.issuerPath}`
let api: TestApi
let administrator: Member
let ownKey: Awaited<ReturnType<SigningKeys['current']>>

before(async () => {
  api = await startTestApi({ settings: { authSecret } })
  administrator = await api.administrator()
  const { db, now, newId } = api.replica.ctx
  const secretBox = new SecretBox(authSecret, 'signing keys')
  ownKey = await new SigningKeys({ db, secretBox, now, newId }).current()
})
after(() => api.stop())

const change = (headers: Record<string, string>) =>
  api.request('PATCH /community', { headers, body: { tagline: 'changed by a stranger' } })
const withToken = (token: string) => change({ authorization: `Bearer ${token}` })

interface Forgery {
  readonly claims?: Record<string, unknown>
  readonly header?: Record<string, string>
  readonly key?: CryptoKey | Uint8Array
}

function sign({ claims = {}, header = {}, key = ownKey.key }: Forgery): Promise<string> {
  const now = Math.floor(Date.now() / 1_000)
  const { id, sessionId } = administrator
  const own = { sub: id, sid: sessionId, role: 'administrator', iss: issuer, aud: accessToken.audience }
  return new SignJWT({ ...own, iat: now, exp: now + 600, ...claims })
    .setProtectedHeader({ alg: accessToken.algorithm, kid: ownKey.kid, ...header })
    .sign(key)
}

test('a token of ours is accepted, however its scheme is written', async () => {
  const token = await sign({})
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
    const answer = await change({ authorization: `${scheme} ${token}` })
    assert.equal(answer.status, 200)
  }
})

describe('refused as token_invalid', () => {
  const now = () => Math.floor(Date.now() / 1_000)
  const forgeries: Record<string, () => Promise<string> | string> = {
    'signed by another key under our key id': async () => sign({ key: (await generateKeyPair('RS256')).privateKey }),
    'signed by another key under a name of its own': async () =>
      sign({ key: (await generateKeyPair('RS256')).privateKey, header: { kid: 'mine' } }),
    'without a key id': () => sign({ header: { kid: '' } }),
    'with our public key as an HMAC secret': async () => {
      const { body } = await api.request('GET /auth/jwks')
      const publicKey = await importJWK({ ...body.keys[0], ext: true }, 'RS256', { extractable: true })
      assert.ok(!(publicKey instanceof Uint8Array))
      return sign({ key: new TextEncoder().encode(await exportSPKI(publicKey)), header: { alg: 'HS256' } })
    },
    'with algorithm none': () => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const { id, sessionId } = administrator
      const claims = { sub: id, sid: sessionId, role: 'administrator', iss: issuer, aud: accessToken.audience }
      return `${part({ alg: 'none', kid: ownKey.kid })}.${part({ ...claims, exp: now() + 600 })}.`
    },
    'signed with PS256': async () =>
      sign({ key: (await generateKeyPair('PS256')).privateKey, header: { alg: 'PS256' } }),
    expired: () => sign({ claims: { exp: now() - 1 } }),
    'without an end': () => sign({ claims: { exp: undefined } }),
    'not valid yet': () => sign({ claims: { nbf: now() + 60 } }),
    'for another audience': () => sign({ claims: { aud: 'another' } }),
    'without an audience': () => sign({ claims: { aud: undefined } }),
    'of another issuer': () => sign({ claims: { iss: 'http://localhost:8080' } }),
    'without a session': () => sign({ claims: { sid: undefined } }),
    'with a session that is no id': () => sign({ claims: { sid: "' or true --" } }),
    'with a role that does not exist': () => sign({ claims: { role: 'owner' } }),
    'without a member': () => sign({ claims: { sub: undefined } }),
    'cut off': async () => (await sign({})).slice(0, -10),
    'longer than any of ours': () => sign({ claims: { padding: 'x'.repeat(3_000) } }),
    'not a token': () => 'let-me-in',
    empty: () => '',
  }
  for (const [name, make] of Object.entries(forgeries)) {
    test(`a token ${name}`, async () => {
      const answer = await withToken(await make())
      assert.deepEqual([answer.status, answer.body.code], [401, 'token_invalid'])
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer realm="\w+", error="invalid_token", /)
    })
  }

  for (const authorization of ['Basic YTpi', 'Bearer', 'Token x.y.z', 'Bearer a b', 'Bearer ä']) {
    test(`the header "${authorization}"`, async () => {
      const answer = await change({ authorization: Buffer.from(authorization).toString('latin1') })
      assert.deepEqual([answer.status, answer.body.code], [401, 'token_invalid'])
    })
  }

  test('even where no token is needed', async () => {
    const answer = await api.request('GET /community', { token: 'let-me-in' })
    assert.deepEqual([answer.status, answer.body.code], [401, 'token_invalid'])
  })

  after(async () => {
    const { body } = await api.request('GET /community')
    assert.equal(body.tagline, 'changed by a stranger', 'only the accepted token of the first test changed it')
  })
})

test('a token whose end has come is refused, though its signature was checked before', async (t) => {
  const { identity } = api.replica.ctx
  const token = await sign({ claims: { exp: Math.floor(Date.now() / 1_000) + 2 } })
  await identity.recognise(`Bearer ${token}`)
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 2_500 })
  await assert.rejects(identity.recognise(`Bearer ${token}`), { code: 'token_invalid' })
})

test('a token is dead as soon as its session is, on every replica', async () => {
  const member = await api.member()
  const other = await api.startReplica()
  const read = () =>
    Promise.all([api, other].map((replica) => replica.request('GET /community', { token: member.token })))
  assert.deepEqual(
    (await read()).map(({ status }) => status),
    [200, 200],
  )
  await api.replica.ctx.db.deleteFrom('session').where('id', '=', member.sessionId).execute()
  assert.deepEqual(
    (await read()).map(({ body }) => body.code),
    ['session_ended', 'session_ended'],
  )
})

test('a session that ran out is dead', async () => {
  const member = await api.member()
  const { db } = api.replica.ctx
  await db
    .updateTable('session')
    .set({ expires_at: new Date(0) })
    .where('id', '=', member.sessionId)
    .execute()
  const { status, body } = await api.request('GET /community', { token: member.token })
  assert.deepEqual([status, body.code], [401, 'session_ended'])
})

test("a token that joins one member's id with another's session is refused", async () => {
  const member = await api.member()
  const { status, body } = await withToken(await sign({ claims: { sid: member.sessionId } }))
  assert.deepEqual([status, body.code], [401, 'session_ended'])
})

test('a suspended or a pending member is refused with the next request', async () => {
  const { db } = api.replica.ctx
  for (const status of ['suspended', 'pending'] as const) {
    const member = await api.member()
    await db.updateTable('member').set({ status }).where('id', '=', member.id).execute()
    const answer = await api.request('GET /community', { token: member.token })
    assert.deepEqual([answer.status, answer.body.code], [403, `account_${status}`])
  }
})

test('the role is what the database says now, not what the token says', async () => {
  const member = await api.member()
  const forged = await sign({ claims: { sub: member.id, sid: member.sessionId, role: 'administrator' } })
  const { status, body } = await withToken(forged)
  assert.deepEqual([status, body.code], [403, 'administrators_only'])
})

test('a session cookie does nothing outside /api/auth', async () => {
  const { cookie, me } = await api.signUp()
  const { db } = api.replica.ctx
  await db.updateTable('member').set({ role: 'administrator' }).where('id', '=', me.id).execute()
  const { status, body } = await api.request('PATCH /community', {
    cookie,
    headers: { origin: testOrigin },
    body: { tagline: 'hello' },
  })
  assert.deepEqual([status, body.code], [401, 'token_missing'])
})
