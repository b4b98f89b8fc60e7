import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { newPerson, openBrowser } from '../testing/test-browser.ts'
import type { Member } from '../testing/test-members.ts'

let api: TestApi
let administrator: Member
before(async () => {
  api = await startTestApi()
  administrator = await api.administrator()
  const { token } = administrator
  await api.request('PATCH /community', { token, body: { joinPolicy: 'approval' } })
})
after(() => api.stop())

async function apply() {
  const person = newPerson()
  const browser = openBrowser(api)
  await browser.post('/auth/sign-up', person)
  const { id } = await api.replica.ctx.db
    .selectFrom('member')
    .select('id')
    .where('handle', '=', person.handle)
    .executeTakeFirstOrThrow()
  return { ...person, id, browser }
}

test('applicants are listed, oldest first, page by page', async () => {
  const [first, second, third] = [await apply(), await apply(), await apply()]
  const { token } = administrator
  const page = await api.request('GET /admin/applicants', { token, query: { limit: 2 } })
  assert.deepEqual(
    page.body.items.map(({ id }: { id: string }) => id),
    [first.id, second.id],
  )
  const { id, handle, name, email } = first
  assert.deepEqual(page.body.items[0], { id, handle, name, email, appliedAt: page.body.items[0].appliedAt })
  const rest = await api.request('GET /admin/applicants', { token, query: { cursor: page.body.nextCursor } })
  assert.deepEqual(
    rest.body.items.map(({ id }: { id: string }) => id),
    [third.id],
  )
})

test('an approved applicant is a member in the page they have open, and is written to', async () => {
  const { id, browser, email } = await apply()
  const { token } = administrator
  const { status } = await api.request('PUT /admin/applicants/:memberId', { token, params: { memberId: id } })
  assert.equal(status, 204)
  const { body } = await browser.post('/auth/session')
  assert.equal(body.kind, 'member')
  const answer = await api.request('GET /community', { token: body.accessToken })
  assert.equal(answer.status, 200)
  const mails = await api.request('GET /admin/mails', { token })
  assert.deepEqual([mails.body.items[0].to, mails.body.items[0].subject], [email, 'Welcome to Porchlight'])
  const again = await api.request('PUT /admin/applicants/:memberId', { token, params: { memberId: id } })
  assert.deepEqual([again.status, again.body.code], [404, 'not_found'])
})

test('a declined applicant and their account are gone, and the handle is free', async () => {
  const { browser, id, name, handle, email, password } = await apply()
  const { token } = administrator
  const { status } = await api.request('DELETE /admin/applicants/:memberId', { token, params: { memberId: id } })
  assert.equal(status, 204)
  assert.deepEqual((await browser.post('/auth/session')).body, { kind: 'visitor' })
  const again = await openBrowser(api).post('/auth/sign-up', { name, handle, email, password })
  assert.equal(again.status, 201)
})

test('nobody who is a member can be declined, nor an administrator', async () => {
  const { token } = administrator
  for (const { id } of [await api.member(), administrator]) {
    const { status } = await api.request('DELETE /admin/applicants/:memberId', { token, params: { memberId: id } })
    assert.equal(status, 404)
  }
})

test('of two who decide at once, one does', async () => {
  const { id } = await apply()
  const { token } = administrator
  const params = { memberId: id }
  const answers = await Promise.all([
    api.request('PUT /admin/applicants/:memberId', { token, params }),
    api.request('DELETE /admin/applicants/:memberId', { token, params }),
  ])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 404])
})

test('members and visitors neither see applicants nor decide', async () => {
  const { id, browser } = await apply()
  const { token } = await api.member()
  const endpoints = ['GET /admin/applicants', 'PUT /admin/applicants/:memberId', 'DELETE /admin/applicants/:memberId']
  for (const endpoint of endpoints) {
    const params = { memberId: id }
    assert.equal((await api.request(endpoint, { token, params })).body.code, 'administrators_only')
    assert.equal((await api.request(endpoint, { params })).body.code, 'token_missing')
  }
  assert.deepEqual((await browser.post('/auth/session')).body, { kind: 'pending' })
})
