import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { newPerson, openBrowser } from '../testing/test-browser.ts'
import { offerSetupToken } from './setup-token-queries.ts'
import { hashToken, newToken } from './token-hash.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())
beforeEach(async () => {
  const { db } = api.replica.ctx
  await db.deleteFrom('member').execute()
  await db.deleteFrom('setup_token').execute()
})

const selectToken = () => api.replica.ctx.db.selectFrom('setup_token').selectAll().executeTakeFirst()

async function offeredToken(): Promise<string> {
  const token = newToken()
  await offerSetupToken(api.replica.ctx.db, hashToken(token))
  return token
}

test('the token makes the first administrator and signs them in', async () => {
  const browser = openBrowser(api)
  const person = newPerson()
  const answer = await browser.post('/auth/setup', { ...person, token: await offeredToken() })
  assert.equal(answer.status, 201)
  assert.equal(answer.body.kind, 'member')
  assert.equal(answer.body.me.role, 'administrator')
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  const session = await browser.post('/auth/session')
  assert.equal(session.body.me.handle, person.handle)
  const change = await api.request('PATCH /community', {
    token: session.body.accessToken,
    body: { tagline: 'ours' },
  })
  assert.equal(change.status, 200)
})

test('nobody can sign up before there is an administrator', async () => {
  const { status, body } = await openBrowser(api).post('/auth/sign-up', newPerson())
  assert.deepEqual([status, body.code], [403, 'setup_required'])
})

test('of two who use the token at once, one becomes administrator', async () => {
  const token = await offeredToken()
  const other = await api.startReplica()
  const answers = await Promise.all(
    [api, other, api, other].map((replica) => openBrowser(replica).post('/auth/setup', { ...newPerson(), token })),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 403, 403, 403])
  const refused = answers.filter(({ status }) => status === 403)
  assert.ok(refused.every(({ body }) => body.code === 'setup_token_invalid'))
  const members = await api.replica.ctx.db.selectFrom('member').select('role').execute()
  assert.deepEqual(members, [{ role: 'administrator' }])
})

test('a wrong, a used and an expired token are refused', async () => {
  const { db } = api.replica.ctx
  const token = await offeredToken()
  const use = async (given: string) =>
    (await openBrowser(api).post('/auth/setup', { ...newPerson(), token: given })).body
  assert.equal((await use(newToken())).code, 'setup_token_invalid')
  await db.updateTable('setup_token').set({ expires_at: new Date() }).execute()
  assert.equal((await use(token)).code, 'setup_token_invalid')
  await db
    .updateTable('setup_token')
    .set({ expires_at: new Date(Date.now() + 60_000) })
    .execute()
  assert.equal((await use(token)).kind, 'member')
  assert.equal((await use(token)).code, 'setup_token_invalid')
})

test('a token that is still there does not make a second administrator', async () => {
  const token = await offeredToken()
  await api.administrator()
  const { body } = await openBrowser(api).post('/auth/setup', { ...newPerson(), token })
  assert.equal(body.code, 'setup_token_invalid')
})

test('what is wrong with the account leaves the token as it was', async () => {
  const { handle } = await api.member()
  const token = await offeredToken()
  const browser = openBrowser(api)
  const refused = await browser.post('/auth/setup', { ...newPerson(), handle, token })
  assert.deepEqual([refused.status, refused.body.code], [409, 'handle_taken'])
  const accepted = await browser.post('/auth/setup', { ...newPerson(), token })
  assert.equal(accepted.status, 201)
})

test('replicas that start with the same token leave its end where it was, another token replaces it', async () => {
  const hash = hashToken(newToken())
  await Promise.all([api.startReplica({ setupTokenHash: hash }), api.startReplica({ setupTokenHash: hash })])
  const first = await selectToken()
  assert.ok(first !== undefined && first.hash === hash)
  const minutes = (first.expires_at.getTime() - Date.now()) / 60_000
  assert.ok(minutes > 28 && minutes <= 30, `${minutes} minutes`)
  await api.startReplica({ setupTokenHash: hash })
  assert.deepEqual(await selectToken(), first)
  const next = hashToken(newToken())
  await api.startReplica({ setupTokenHash: next })
  assert.equal((await selectToken())?.hash, next)
})

test('with an administrator, a start offers no token', async () => {
  await api.administrator()
  await api.startReplica({ setupTokenHash: hashToken(newToken()) })
  assert.equal(await selectToken(), undefined)
})

test('the database keeps a hash of the token, not the token', async () => {
  const token = await offeredToken()
  assert.ok(!JSON.stringify(await selectToken()).includes(token))
})
