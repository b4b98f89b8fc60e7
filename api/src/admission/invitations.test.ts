import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { newPerson, openBrowser } from '../testing/test-browser.ts'
import type { Member } from '../testing/test-members.ts'

let api: TestApi
let administrator: Member
before(async () => {
  api = await startTestApi()
  administrator = await api.administrator()
  await api.request('PATCH /community', { token: administrator.token, body: { joinPolicy: 'invitation' } })
})
after(() => api.stop())
beforeEach(() => api.replica.ctx.db.deleteFrom('invitation').execute())

const invite = (body = {}) => api.request('POST /admin/invitations', { token: administrator.token, body })
const list = async () => (await api.request('GET /admin/invitations', { token: administrator.token })).body.items

test('an invitation is good once and for a week, unless said otherwise', async () => {
  const { status, body } = await invite()
  assert.equal(status, 201)
  assert.equal(body.usesLeft, 1)
  assert.equal(Date.parse(body.expiresAt) - Date.parse(body.createdAt), 7 * 24 * 3_600_000)
  const wide = await invite({ uses: 50, validDays: 30 })
  assert.equal(wide.body.usesLeft, 50)
})

test('the link is shown once; the database and the list do not hold its token', async () => {
  const { body } = await invite()
  const token = body.link.split('=')[1]
  assert.match(token, /^[\w-]{43}$/)
  const rows = await api.replica.ctx.db.selectFrom('invitation').selectAll().execute()
  assert.ok(!JSON.stringify([rows, await list()]).includes(token))
})

test('the list holds what is still good, newest first, with the uses left', async () => {
  const used = await invite({ uses: 2 })
  const newer = await invite()
  const gone = await invite()
  const { db } = api.replica.ctx
  await db
    .updateTable('invitation')
    .set({ expires_at: new Date(0) })
    .where('id', '=', gone.body.id)
    .execute()
  const invitation = used.body.link.split('=')[1]
  await openBrowser(api).post('/auth/sign-up', { ...newPerson(), invitation })
  const items = await list()
  assert.deepEqual(
    items.map(({ id }: { id: string }) => id),
    [newer.body.id, used.body.id],
  )
  assert.equal(items[1].usesLeft, 1)
})

test('a withdrawn invitation lets nobody in', async () => {
  const { body } = await invite()
  const params = { invitationId: body.id }
  const { token } = administrator
  assert.equal((await api.request('DELETE /admin/invitations/:invitationId', { token, params })).status, 204)
  assert.equal((await api.request('DELETE /admin/invitations/:invitationId', { token, params })).status, 404)
  const invitation = body.link.split('=')[1]
  const joined = await openBrowser(api).post('/auth/sign-up', { ...newPerson(), invitation })
  assert.equal(joined.body.code, 'invitation_invalid')
})

test('only administrators invite, see and withdraw', async () => {
  const { body } = await invite()
  const { token } = await api.member()
  const params = { invitationId: body.id }
  for (const endpoint of [
    'GET /admin/invitations',
    'POST /admin/invitations',
    'DELETE /admin/invitations/:invitationId',
  ]) {
    const sent = { params, ...(endpoint.startsWith('POST') ? { body: {} } : {}) }
    assert.equal((await api.request(endpoint, { ...sent, token })).body.code, 'administrators_only')
    assert.equal((await api.request(endpoint, sent)).body.code, 'token_missing')
  }
  assert.equal((await list()).length, 1)
})

test('every fault of a draft is named', async () => {
  const { status, body } = await invite({ uses: 0, validDays: 1_000, forever: true })
  assert.equal(status, 422)
  const pointers = body.faults.map(({ pointer }: { pointer: string }) => pointer)
  assert.deepEqual(pointers.sort(), ['/forever', '/uses', '/validDays'])
})
