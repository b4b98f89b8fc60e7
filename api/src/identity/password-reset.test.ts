import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { openBrowser } from '../testing/test-browser.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

const ask = (email: string) => openBrowser(api).post('/auth/password-reset-requests', { email })

async function mailsTo(email: string) {
  const { db } = api.replica.ctx
  return await db.selectFrom('mail').selectAll().where('recipient', '=', email).orderBy('id').execute()
}

async function tokenFor(email: string): Promise<string> {
  await ask(email)
  const body = (await mailsTo(email)).at(-1)?.body ?? ''
  const token = /^http:\/\/localhost:8080\/reset#token=(?<token>\S+)$/m.exec(body)?.groups?.token
  assert.ok(token, body)
  return token
}

const reset = (token: string, password = 'a new password') =>
  openBrowser(api).post('/auth/password-resets', { token, password })

test('the link in the mail sets a new password, once, and ends every session', async () => {
  const member = await api.signUp()
  const { email } = member.me
  const token = await tokenFor(email)
  const answer = await reset(token)
  assert.deepEqual([answer.status, answer.body], [204, null])
  const late = await api.request('GET /community', { token: member.token })
  assert.equal(late.body.code, 'session_ended')
  assert.deepEqual((await openBrowser(api, { cookie: member.cookie }).post('/auth/session')).body, { kind: 'visitor' })
  const old = await openBrowser(api).post('/auth/sign-in', { email, password: member.password })
  assert.equal(old.body.code, 'sign_in_failed')
  const fresh = await openBrowser(api).post('/auth/sign-in', { email, password: 'a new password' })
  assert.equal(fresh.body.kind, 'member')
  const again = await reset(token, 'yet another password')
  assert.deepEqual([again.status, again.body.code], [403, 'reset_token_invalid'])
})

test('of two who use the link at once, one sets the password', async () => {
  const { me } = await api.signUp()
  const token = await tokenFor(me.email)
  const answers = await Promise.all(
    ['the first password', 'the other password'].map((password) => reset(token, password)),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 403])
})

test('an address without an account gets the same answer, as late, and no mail', async () => {
  const { me } = await api.signUp()
  const [known, unknown] = [await ask(me.email), await ask('nobody@example.org')]
  assert.deepEqual([unknown.status, unknown.body], [known.status, known.body])
  assert.equal(known.status, 202)
  assert.equal((await mailsTo(me.email)).length, 1)
  assert.equal((await mailsTo('nobody@example.org')).length, 0)
})

test('a made-up, an expired and an incomplete link set nothing', async () => {
  const { me, password } = await api.signUp()
  assert.equal((await reset('x'.repeat(24))).body.code, 'reset_token_invalid')
  assert.equal((await reset('short')).status, 422)
  const token = await tokenFor(me.email)
  await api.replica.ctx.db
    .updateTable('verification')
    .set({ expires_at: new Date(0) })
    .execute()
  assert.equal((await reset(token)).body.code, 'reset_token_invalid')
  assert.equal((await openBrowser(api).post('/auth/sign-in', { email: me.email, password })).status, 200)
})

test('a link is good for one hour', async () => {
  const { me } = await api.signUp()
  await tokenFor(me.email)
  const { db } = api.replica.ctx
  const row = await db.selectFrom('verification').selectAll().where('value', '=', me.id).executeTakeFirstOrThrow()
  const minutes = (row.expires_at.getTime() - Date.now()) / 60_000
  assert.ok(minutes > 58 && minutes <= 60, `${minutes} minutes`)
})

test('where tokens are looked up, only their hashes are kept', async () => {
  const { me } = await api.signUp()
  const token = await tokenFor(me.email)
  const rows = await api.replica.ctx.db.selectFrom('verification').selectAll().execute()
  assert.ok(!JSON.stringify(rows).includes(token))
})

test("asking again and again does not fill a member's inbox", async () => {
  const { me } = await api.signUp()
  const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await ask(me.email)).status))
  assert.ok(statuses.every((status) => status === 202))
  assert.equal((await mailsTo(me.email)).length, 3)
})

test("the mail is in the member's language, or the community's", async () => {
  const { db } = api.replica.ctx
  const { me } = await api.signUp({ name: 'Ada' })
  await db.updateTable('community').set({ name: 'Am Kamin', language: 'de' }).execute()
  await tokenFor(me.email)
  const [german] = await mailsTo(me.email)
  assert.equal(german?.subject, 'Neues Passwort für Am Kamin')
  assert.match(german?.body ?? '', /^Hallo Ada,\n\nmit diesem Link/)
  await db.updateTable('member').set({ language: 'en' }).where('id', '=', me.id).execute()
  await tokenFor(me.email)
  assert.equal((await mailsTo(me.email)).at(-1)?.subject, 'A new password for Am Kamin')
})
