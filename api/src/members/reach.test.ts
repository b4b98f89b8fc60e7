import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { MessagesFrom } from '@porchlight/contract/members'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

const list = (ids: readonly string[], reader?: Member) =>
  api.request('GET /members', { query: { ids: ids.join(',') }, ...(reader && { token: reader.token }) })
const setting = ({ token }: Member, messagesFrom: MessagesFrom) =>
  api.request('PATCH /me', { token, body: { messagesFrom } })
const follow = ({ token }: Member, { handle }: Member) =>
  api.request('PUT /members/:handle/follow', { token, params: { handle } })
const setStatus = (member: Member, status: 'pending' | 'suspended') =>
  api.replica.ctx.db.updateTable('member').set({ status }).where('id', '=', member.id).execute()

/** As the list and the profile say it, which must agree. */
async function reach(reader: Member, { id, handle }: Member): Promise<string> {
  const { body } = await list([id], reader)
  const profile = (await api.request('GET /members/:handle', { token: reader.token, params: { handle } })).body
  assert.equal(profile.viewer.reach, body.items[0].viewer.reach)
  return profile.viewer.reach
}

test('members are listed by their ids in the order asked, each once; who is not there is left out', async () => {
  const [ada, bo, reader] = [await api.member(), await api.member({ name: 'Bo' }), await api.member()]
  const { status, body } = await list([bo.id, api.replica.ctx.newId(), ada.id, bo.id], reader)
  assert.equal(status, 200)
  assert.deepEqual(
    body.items.map(({ id }: Member) => id),
    [bo.id, ada.id],
  )
  assert.deepEqual(body.items[0], {
    id: bo.id,
    handle: bo.handle,
    name: 'Bo',
    avatar: null,
    bio: '',
    viewer: { isYou: false, following: false, reach: 'request' },
  })
  assert.equal(body.nextCursor, null)
})

test('one may ask for a hundred members, by ids only', async () => {
  const { newId } = api.replica.ctx
  const hundred = Array.from({ length: 100 }, () => newId())
  assert.equal((await list(hundred)).status, 200)
  for (const query of [
    { ids: [...hundred, newId()].join(',') },
    { ids: '' },
    { ids: `${newId()},` },
    { ids: newId(), q: 'a' },
  ]) {
    const { status, body } = await api.request('GET /members', { query })
    assert.deepEqual([status, body.faults[0].pointer], [422, '/ids'])
  }
})

test('who may write privately follows the setting, and whom its member follows', async () => {
  const [member, friend, stranger] = [await api.member(), await api.member(), await api.member()]
  await follow(member, friend)
  assert.equal((await api.request('GET /me', { token: member.token })).body.messagesFrom, 'requests')
  const expected = {
    everyone: ['open', 'open'],
    requests: ['open', 'request'],
    followed: ['open', 'closed'],
    nobody: ['closed', 'closed'],
  } as const
  for (const from of ['everyone', 'requests', 'followed', 'nobody'] as const) {
    assert.equal((await setting(member, from)).body.messagesFrom, from)
    assert.deepEqual([await reach(friend, member), await reach(stranger, member)], expected[from], from)
  }
  assert.equal(await reach(member, member), 'closed')
})

test('who is suspended has a name for members only and cannot be written to; an applicant is not there', async () => {
  const [gone, applicant, reader] = [await api.member({ name: 'Gone' }), await api.member(), await api.member()]
  await api.request('PATCH /me', { token: gone.token, body: { bio: 'Hello', messagesFrom: 'everyone' } })
  await setStatus(gone, 'suspended')
  await setStatus(applicant, 'pending')
  const { items } = (await list([gone.id, applicant.id], reader)).body
  assert.deepEqual(
    items.map(({ name, bio, viewer }: { name: string; bio: string; viewer: object }) => ({ name, bio, viewer })),
    [{ name: 'Gone', bio: '', viewer: { isYou: false, following: false, reach: 'closed' } }],
  )
  assert.deepEqual((await list([gone.id])).body.items, [])
})
