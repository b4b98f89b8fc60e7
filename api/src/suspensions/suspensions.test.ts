import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Answer } from '../testing/http-client.ts'
import { startTestApi, type TestApi, testOrigin } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'

let api: TestApi
let administrator: Member
before(async () => {
  api = await startTestApi()
  administrator = await api.administrator()
})
after(() => api.stop())

const change = (verb: 'PUT' | 'DELETE', handle: string): Promise<Answer> =>
  api.request(`${verb} /admin/members/:handle/suspension`, { token: administrator.token, params: { handle } })
const suspended = async () =>
  (await api.request('GET /admin/suspensions', { token: administrator.token })).body.items.map(
    ({ handle }: Member) => handle,
  )

test('who is suspended is out at once, cannot sign in, and what they wrote is not shown, until let back in', async () => {
  const { me, token, password } = await api.signUp()
  const params = { handle: me.handle }
  const post = (await api.request('POST /posts', { token, body: { text: 'Here' } })).body
  assert.equal((await api.request('GET /posts/:postId', { params: { postId: post.id } })).status, 200)
  assert.equal((await change('PUT', me.handle)).status, 204)
  assert.equal((await api.request('GET /me', { token })).body.code, 'session_ended')
  const signIn = () =>
    api.request('POST /auth/sign-in', { headers: { origin: testOrigin }, body: { email: me.email, password } })
  assert.equal((await signIn()).body.code, 'account_suspended')
  assert.equal((await api.request('GET /members/:handle', { params })).status, 404)
  assert.equal((await api.request('GET /posts/:postId', { params: { postId: post.id } })).status, 404)
  assert.deepEqual((await api.request('GET /timelines/community')).body.items, [])
  assert.deepEqual(await suspended(), [me.handle])
  assert.equal((await change('PUT', me.handle)).status, 204)

  assert.equal((await change('DELETE', me.handle)).status, 204)
  assert.equal((await signIn()).status, 200)
  assert.equal((await api.request('GET /members/:handle', { params })).status, 200)
  assert.equal((await api.request('GET /timelines/community')).body.items.length, 1)
  assert.deepEqual(await suspended(), [])
})

test('the end of each of their sessions is recorded, to be told', async () => {
  const member = await api.member()
  await change('PUT', member.handle)
  const { db } = api.replica.ctx
  const told = await db.selectFrom('publication').select(['kind', 'variables']).execute()
  assert.ok(
    told.some(({ kind, variables }) => {
      return kind === 'session_end' && JSON.stringify(variables) === JSON.stringify({ sessionId: member.sessionId })
    }),
  )
})

test('neither administrators nor applicants are suspended', async () => {
  const { body } = await change('PUT', administrator.handle)
  assert.equal(body.code, 'administrator_not_suspended')
  const applicant = await api.member()
  const { db } = api.replica.ctx
  await db.updateTable('member').set({ status: 'pending' }).where('id', '=', applicant.id).execute()
  for (const verb of ['PUT', 'DELETE'] as const) assert.equal((await change(verb, applicant.handle)).status, 404)
})
