import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type SignedUp, startTestApi, type TestApi, testOrigin } from '../testing/test-api.ts'
import { openBrowser, testPassword } from '../testing/test-browser.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

const sessionsOf = async ({ me }: SignedUp) =>
  await api.replica.ctx.db.selectFrom('session').selectAll().where('member_id', '=', me.id).execute()

test('a member signs in, is known by the cookie, and signs out', async () => {
  const { me, password } = await api.signUp()
  const browser = openBrowser(api)
  assert.deepEqual((await browser.post('/auth/session')).body, { kind: 'visitor' })
  const signedIn = await browser.post('/auth/sign-in', { email: ` ${me.email.toUpperCase()} `, password })
  assert.equal(signedIn.status, 200)
  assert.deepEqual(signedIn.body.me, me)
  const session = await browser.post('/auth/session')
  assert.deepEqual(session.body.me, me)
  const signedOut = await browser.post('/auth/sign-out')
  assert.deepEqual([signedOut.status, signedOut.body, browser.cookie()], [204, null, ''])
  const late = await api.request('GET /community', { token: session.body.accessToken })
  assert.equal(late.body.code, 'session_ended')
})

test('a cookie that was signed out is worth nothing, and is cleared', async () => {
  const member = await api.signUp()
  await openBrowser(api, { cookie: member.cookie }).post('/auth/sign-out')
  const thief = openBrowser(api, { cookie: member.cookie })
  const { body } = await thief.post('/auth/session')
  assert.deepEqual([body, thief.cookie()], [{ kind: 'visitor' }, ''])
})

test('on plain HTTP the cookie is HttpOnly and SameSite, for a month', async () => {
  const { me, password } = await api.signUp()
  const { headers } = await openBrowser(api).post('/auth/sign-in', { email: me.email, password })
  const [line, ...more] = headers.getSetCookie()
  assert.deepEqual(more, [])
  const [pair, ...attributes] = (line ?? '').split('; ')
  assert.match(pair ?? '', /^porchlight_session=[\w.%-]+$/)
  assert.deepEqual(attributes.sort(), ['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax'])
})

test('over HTTPS the cookie is Secure and bound to the host', async () => {
  const { me, password } = await api.signUp()
  const secure = await api.startReplica({ origin: 'https://porch.example' })
  const browser = openBrowser(secure)
  const { headers } = await browser.post('/auth/sign-in', { email: me.email, password })
  const [pair, ...attributes] = (headers.getSetCookie()[0] ?? '').split('; ')
  assert.match(pair ?? '', /^__Host-porchlight_session=/)
  assert.deepEqual(attributes.sort(), ['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax', 'Secure'])
  assert.equal((await browser.post('/auth/session')).body.kind, 'member')
})

test('the database alone does not give a cookie away: it is signed with the secret', async () => {
  const member = await api.signUp()
  const [session] = await sessionsOf(member)
  for (const cookie of [`porchlight_session=${session?.token}`, `porchlight_session=${session?.token}.AAAA`]) {
    const { body } = await openBrowser(api, { cookie }).post('/auth/session')
    assert.deepEqual(body, { kind: 'visitor' })
  }
})

test('signing in ends the session that the browser had', async () => {
  const member = await api.signUp()
  const browser = openBrowser(api, { cookie: member.cookie })
  await browser.post('/auth/sign-in', { email: member.me.email, password: member.password })
  assert.equal((await sessionsOf(member)).length, 1)
  const { body } = await api.request('GET /community', { token: member.token })
  assert.equal(body.code, 'session_ended')
})

test('an unknown address, a wrong password and a member without one get the same answer', async () => {
  const { me } = await api.signUp()
  const { email: withoutPassword } = await api.member()
  const answers = []
  for (const email of [me.email, 'nobody@example.org', withoutPassword]) {
    const { status, body } = await openBrowser(api).post('/auth/sign-in', { email, password: 'not the password' })
    answers.push({ status, ...body, instance: '' })
  }
  assert.equal(answers[0]?.status, 401)
  assert.equal(answers[0]?.code, 'sign_in_failed')
  assert.deepEqual(answers[1], answers[0])
  assert.deepEqual(answers[2], answers[0])
})

test('a suspended member is told so, by the right password only, and gets no session', async () => {
  const member = await api.signUp()
  const { email, id } = member.me
  await api.replica.ctx.db.updateTable('member').set({ status: 'suspended' }).where('id', '=', id).execute()
  const { body: old } = await openBrowser(api, { cookie: member.cookie }).post('/auth/session')
  assert.deepEqual(old, { kind: 'visitor' })
  const before = (await sessionsOf(member)).length
  const browser = openBrowser(api)
  const right = await browser.post('/auth/sign-in', { email, password: member.password })
  assert.deepEqual([right.status, right.body.code, browser.cookie()], [403, 'account_suspended', ''])
  const wrong = await browser.post('/auth/sign-in', { email, password: 'not the password' })
  assert.equal(wrong.body.code, 'sign_in_failed')
  assert.equal((await sessionsOf(member)).length, before)
})

test('a session near its end is renewed, and keeps its id', async () => {
  const member = await api.signUp()
  const [old] = await sessionsOf(member)
  const inTenDays = new Date(Date.now() + 10 * 24 * 3_600_000)
  const { db } = api.replica.ctx
  await db.updateTable('session').set({ expires_at: inTenDays }).where('member_id', '=', member.me.id).execute()
  const { headers } = await openBrowser(api, { cookie: member.cookie }).post('/auth/session')
  const [renewed] = await sessionsOf(member)
  assert.equal(renewed?.id, old?.id)
  assert.ok(renewed !== undefined && renewed.expires_at.getTime() > inTenDays.getTime())
  assert.match(headers.getSetCookie()[0] ?? '', /Max-Age=2592000/)
})

describe('every endpoint that lives by the cookie refuses requests from elsewhere', () => {
  const account = { name: 'A', handle: 'from_elsewhere', email: 'elsewhere@example.org', password: testPassword }
  const endpoints = {
    '/auth/setup': { ...account, token: 'x'.repeat(43) },
    '/auth/sign-up': account,
    '/auth/sign-in': { email: account.email, password: account.password },
    '/auth/sign-out': {},
    '/auth/session': {},
    '/auth/password-reset-requests': { email: account.email },
    '/auth/password-resets': { token: 'x'.repeat(43), password: testPassword },
  }
  for (const [endpoint, body] of Object.entries(endpoints)) {
    test(endpoint, async () => {
      const member = await api.signUp()
      const { cookie } = member
      const foreign = ['https://evil.example', 'null', `${testOrigin}.evil.example`, 'http://localhost', '']
      for (const origin of foreign) {
        const answer = await api.request(`POST ${endpoint}`, { cookie, body, headers: { origin } })
        assert.deepEqual([answer.status, answer.body.code], [403, 'origin_refused'], origin)
        assert.deepEqual(answer.headers.getSetCookie(), [])
      }
      const absent = await api.request(`POST ${endpoint}`, { cookie, body })
      assert.deepEqual([absent.status, absent.body.code], [403, 'origin_refused'])
      assert.equal((await sessionsOf(member)).length, 1)
    })
  }
})

test("another site can not sign a visitor in to the attacker's account, not even with a form", async () => {
  const attacker = await api.signUp()
  const credentials = { email: attacker.me.email, password: attacker.password }
  const origin = 'https://evil.example'
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/json']) {
    const answer = await api.request('POST /auth/sign-in', {
      body: JSON.stringify(credentials),
      headers: { origin, 'content-type': type },
    })
    assert.equal(answer.status, 403)
    assert.deepEqual(answer.headers.getSetCookie(), [])
  }
  const ownForm = await api.request('POST /auth/sign-in', {
    body: new URLSearchParams(credentials).toString(),
    headers: { origin: testOrigin, 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(ownForm.status, 415)
})

test("the library's own routes are not reachable", async () => {
  const { cookie, token } = await api.signUp()
  for (const endpoint of [
    'POST /auth/sign-in/email',
    'POST /auth/sign-up/email',
    'GET /auth/get-session',
    'POST /auth/update-user',
    'POST /auth/change-email',
    'POST /auth/delete-user',
    'GET /auth/list-sessions',
    'GET /auth/token',
    'GET /auth/ok',
  ]) {
    const { status } = await api.request(endpoint, {
      cookie,
      token,
      headers: { origin: testOrigin },
      ...(endpoint.startsWith('POST') ? { body: {} } : {}),
    })
    assert.equal(status, 404, endpoint)
  }
})
