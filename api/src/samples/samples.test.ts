import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { NewHandle } from '@porchlight/contract/fields'
import { ProfileChange } from '@porchlight/contract/members'
import { PostDraft } from '@porchlight/contract/posts'
import { graphemes } from '@porchlight/contract/text'
import { removeDueObjects } from '../pictures/removal.ts'
import { databaseState } from '../testing/database-state.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'
import { sampleRows } from './rows.ts'

let api: TestApi
let administrator: Member

before(async () => {
  api = await startTestApi()
  administrator = await api.administrator()
})
after(() => api.stop())

function ask(method: 'GET' | 'PUT' | 'DELETE', token = administrator.token) {
  return api.request(`${method} /admin/samples`, { token })
}

/** Every counter that says something else than the rows that it counts. */
async function wrongCounters() {
  const { rows } = await api.replica.database.pool.query(
    `select id from post p where like_count <> (select count(*) from post_like where post_id = p.id)
       or reply_count <> (select count(*) from post where reply_to_id = p.id)
     union all
     select id from member m where post_count <> (select count(*) from post where author_id = m.id)
       or follower_count <> (select count(*) from follow where followee_id = m.id)
       or following_count <> (select count(*) from follow where follower_id = m.id)`,
  )
  return rows
}

/** Without what waits to be deleted from the store. */
async function stateOfPlace() {
  const { picture_removal: _, ...state } = await databaseState(api.replica.database.pool)
  return state
}

async function storedBytes(prefix: string): Promise<number> {
  let bytes = 0
  for await (const object of api.replica.ctx.store.list(prefix)) bytes += object.bytes
  return bytes
}

test('the pictures of the samples are in the store while they are shown, every byte that is counted', async () => {
  await ask('PUT')
  const { body } = await api.request('GET /admin/storage', { token: administrator.token })
  assert.ok(body.renders.count > 100)
  assert.equal(await storedBytes('renders/'), body.renders.bytes)
  const timeline = (await api.request('GET /timelines/community')).body
  const pictures: { sources: { url: string }[]; altText: string }[] = timeline.items.flatMap(
    (item: { pictures: [] }) => item.pictures,
  )
  assert.ok(pictures.length >= 8 && pictures.every(({ altText, sources }) => altText !== '' && sources.length === 6))
  await ask('DELETE')
  await removeDueObjects(api.replica.ctx)
  assert.equal(await storedBytes('renders/'), 0)
})

test('the samples are what members could have written themselves', () => {
  const { members, posts } = sampleRows(new Date(), administrator.id)
  for (const { handle, name, bio } of members) {
    assert.ok(NewHandle.safeParse(handle).success, handle)
    assert.deepEqual(ProfileChange.parse({ name, bio }), { name, bio })
  }
  for (const { text } of posts) assert.equal(PostDraft.parse({ text }).text, text)
  const lengths = posts.map(({ text }) => graphemes(text))
  assert.deepEqual([Math.min(...lengths), Math.max(...lengths)], [1, 500])
  assert.equal(Math.max(...posts.map(({ reply_count }) => reply_count)), 30)
  assert.ok(members.some(({ id }) => posts.every(({ author_id }) => author_id !== id)))
})

test('nothing of the samples lies in the future, and no reply before what it answers', () => {
  const now = new Date()
  const { posts, members } = sampleRows(now, administrator.id)
  const latest = `${now.getTime().toString(16).padStart(12, '0')}`
  for (const { id, reply_to_id, author_id } of posts) {
    assert.ok(id.replace('-', '').slice(0, 12) <= latest, id)
    assert.ok(reply_to_id === null || reply_to_id < id, id)
    assert.ok(author_id < id, 'written before its author came')
  }
  assert.ok(members.length >= 12)
})

test('only administrators may add, remove or see whether there are samples', async () => {
  const { token } = await api.member()
  for (const method of ['GET', 'PUT', 'DELETE'] as const) {
    assert.equal((await ask(method, token)).status, 403)
    assert.equal((await api.request(`${method} /admin/samples`)).status, 401)
  }
  assert.deepEqual((await ask('GET')).body, { present: false, members: 0, posts: 0 })
})

test('one click fills the place, however often it is clicked, and one click leaves it as it was', async () => {
  const before = await stateOfPlace()
  const answers = await Promise.all([ask('PUT'), ask('PUT'), ask('PUT')])
  for (const { status, body } of answers) {
    assert.equal(status, 200)
    assert.deepEqual(body, { present: true, members: 13, posts: 81 })
  }
  assert.deepEqual(await wrongCounters(), [])
  const { body } = await api.request('GET /timelines/community')
  assert.equal(body.items.length, 20)
  const me = await api.request('GET /members/:handle', { params: { handle: administrator.handle } })
  assert.equal(me.body.followerCount, 12)

  const removals = await Promise.all([ask('DELETE'), ask('DELETE')])
  for (const { body } of removals) assert.deepEqual(body, { present: false, members: 0, posts: 0 })
  assert.deepEqual(await stateOfPlace(), before)
  assert.deepEqual((await api.request('GET /timelines/community')).body.items, [])
})

test('who fills the place is told of those who follow them, in one notification, until they go', async () => {
  const told = () => api.request('GET /me/notifications', { token: administrator.token })
  await ask('PUT')
  const { items } = (await told()).body
  assert.deepEqual([items.length, items[0].kind, items[0].members.length], [1, 'follow', 3])
  await ask('DELETE')
  assert.deepEqual((await told()).body.items, [])
})

test('what real members wrote to samples stays, and every counter is right without them', async () => {
  const member = await api.member()
  await ask('PUT')
  const { body: timeline } = await api.request('GET /timelines/community')
  const [post] = timeline.items
  const params = { postId: post.id }
  await api.request('PUT /posts/:postId/like', { token: member.token, params })
  const reply = await api.request('POST /posts', { token: member.token, body: { text: 'Mine', replyToId: post.id } })
  const followee = { handle: post.author.handle }
  await api.request('PUT /members/:handle/follow', { token: member.token, params: followee })

  await ask('DELETE')
  assert.deepEqual(await wrongCounters(), [])
  const { body } = await api.request('GET /posts/:postId', { params: { postId: reply.body.id } })
  assert.deepEqual([body.text, body.replyTo], ['Mine', { id: post.id, handle: null }])
  assert.equal((await api.request('GET /posts/:postId', { params })).status, 404)
  assert.equal((await api.request('GET /members/:handle', { params: followee })).status, 404)
  const own = await api.request('GET /members/:handle', { token: member.token, params: { handle: member.handle } })
  assert.deepEqual([own.body.followingCount, own.body.postCount], [0, 1])
})

test('samples may be removed while members like, answer and follow them', async () => {
  const members = await Promise.all(Array.from({ length: 5 }, () => api.member()))
  await ask('PUT')
  const { body: timeline } = await api.request('GET /timelines/community')
  const work = members.flatMap(({ token }) =>
    timeline.items
      .slice(0, 6)
      .flatMap(({ id, author }: { id: string; author: { handle: string } }) => [
        () => api.request('PUT /posts/:postId/like', { token, params: { postId: id } }),
        () => api.request('POST /posts', { token, body: { text: 'Hi', replyToId: id } }),
        () => api.request('PUT /members/:handle/follow', { token, params: { handle: author.handle } }),
      ]),
  )
  const answers = await Promise.all(work.map((send, index) => (index === 20 ? ask('DELETE') : send())))
  assert.ok(answers.every(({ status }) => status < 500))
  assert.deepEqual(await wrongCounters(), [])
})

test('a real member keeps the handle that a sample would have had', async () => {
  const real = await api.member({ handle: 'hedda_moss', name: 'Real Hedda' })
  await ask('PUT')
  const { body } = await api.request('GET /members', { query: { q: 'hedda' } })
  assert.deepEqual(body.items.map(({ handle }: { handle: string }) => handle).sort(), ['hedda_moss', 'hedda_moss_2'])
  await ask('DELETE')
  const profile = await api.request('GET /members/:handle', { params: { handle: real.handle } })
  assert.equal(profile.body.name, 'Real Hedda')
})

test('nobody signs in as a sample member', async () => {
  await ask('PUT')
  const { rows } = await api.replica.database.pool.query(
    'select a.id from account a join member m on m.id = a.member_id where m.is_sample',
  )
  assert.deepEqual(rows, [])
  await ask('DELETE')
})
