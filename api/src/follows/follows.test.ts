import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'
import { maxFollows } from './service.ts'

let api: TestApi

before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

function follow(follower: Member, { handle }: { handle: string }) {
  return api.request('PUT /members/:handle/follow', { token: follower.token, params: { handle } })
}

function unfollow(follower: Member, { handle }: { handle: string }) {
  return api.request('DELETE /members/:handle/follow', { token: follower.token, params: { handle } })
}

async function list(kind: 'followers' | 'following', handle: string, query = {}, reader?: Member) {
  const call = { params: { handle }, query, ...(reader && { token: reader.token }) }
  return (await api.request(`GET /members/:handle/${kind}`, call)).body
}

const handles = (page: { items: { handle: string }[] }) => page.items.map(({ handle }) => handle)

test('following counts once however often it is sent, and so does unfollowing', async () => {
  const [ada, bob] = [await api.member(), await api.member()]
  for (const _ of [1, 2]) {
    const { status, body } = await follow(ada, bob)
    assert.equal(status, 200)
    assert.deepEqual([body.handle, body.followerCount], [bob.handle, 1])
    assert.deepEqual(body.viewer, {
      isYou: false,
      following: true,
      followsYou: false,
      reach: 'request',
      blocking: false,
      muting: false,
    })
  }
  const seen = await api.request('GET /members/:handle', { token: bob.token, params: { handle: ada.handle } })
  assert.deepEqual([seen.body.followingCount, seen.body.viewer.followsYou], [1, true])
  for (const _ of [1, 2]) {
    const { body } = await unfollow(ada, bob)
    assert.deepEqual([body.followerCount, body.viewer.following], [0, false])
  }
  assert.equal((await api.request('GET /members/:handle', { params: { handle: ada.handle } })).body.followingCount, 0)
})

test('nobody follows themselves, or whom there is not', async () => {
  const ada = await api.member()
  assert.equal((await follow(ada, ada)).body.code, 'follow_yourself')
  assert.equal((await unfollow(ada, ada)).status, 200)
  for (const change of [follow, unfollow]) assert.equal((await change(ada, { handle: 'nobody_here' })).status, 404)
  const { status } = await api.request('PUT /members/:handle/follow', { params: { handle: ada.handle } })
  assert.equal(status, 401)
})

test('who waits for approval or is suspended cannot be followed, and is in no list', async () => {
  const [ada, bob, fan] = [await api.member(), await api.member(), await api.member()]
  await follow(fan, ada)
  await follow(fan, bob)
  const { db } = api.replica.ctx
  await db.updateTable('member').set({ status: 'suspended' }).where('id', '=', ada.id).execute()
  await db.updateTable('member').set({ status: 'pending' }).where('id', '=', bob.id).execute()
  for (const hidden of [ada, bob]) {
    assert.equal((await follow(fan, hidden)).status, 404)
    assert.equal(
      (await api.request('GET /members/:handle/followers', { params: { handle: hidden.handle } })).status,
      404,
    )
  }
  assert.deepEqual((await list('following', fan.handle)).items, [])
})

test('both lists come latest first, page by page, and say whom the reader follows', async () => {
  const star = await api.member()
  const fans = [await api.member(), await api.member(), await api.member()]
  for (const fan of fans) await follow(fan, star)
  const [first] = fans
  assert.ok(first)
  await follow(star, first)

  const page = await list('followers', star.handle, { limit: 2 }, star)
  const rest = await list('followers', star.handle, { limit: 2, cursor: page.nextCursor }, star)
  assert.deepEqual([...handles(page), ...handles(rest)], fans.map(({ handle }) => handle).reverse())
  assert.equal(rest.nextCursor, null)
  assert.deepEqual(rest.items[0].viewer, { isYou: false, following: true, reach: 'open' })
  assert.deepEqual(page.items[0].viewer, { isYou: false, following: false, reach: 'open' })

  assert.deepEqual(handles(await list('following', star.handle)), [first.handle])
  assert.equal((await list('following', star.handle)).items[0].viewer, null)
  assert.deepEqual((await list('following', first.handle, {}, star)).items[0].viewer, {
    isYou: true,
    following: false,
    reach: 'closed',
  })
})

test('two members may follow each other at once, again and again, and the counters stay right', async () => {
  const [ada, bob] = [await api.member(), await api.member()]
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => {
      const [follower, followee] = n % 2 ? [ada, bob] : [bob, ada]
      return n % 4 < 2 ? follow(follower, followee) : unfollow(follower, followee)
    }),
  )
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  const { rows } = await api.replica.database.pool.query(
    `select handle from member m
     where follower_count <> (select count(*) from follow where followee_id = m.id)
       or following_count <> (select count(*) from follow where follower_id = m.id)`,
  )
  assert.deepEqual(rows, [])
})

test('there is an end to how many one member follows', async () => {
  const [ada, bob, cleo] = [await api.member(), await api.member(), await api.member()]
  const { db } = api.replica.ctx
  await db
    .updateTable('member')
    .set({ following_count: maxFollows - 1 })
    .where('id', '=', ada.id)
    .execute()
  assert.equal((await follow(ada, bob)).status, 200)
  const refused = await follow(ada, cleo)
  assert.deepEqual([refused.status, refused.body.code], [409, 'follow_limit'])
  assert.equal((await follow(ada, bob)).status, 200)
  assert.deepEqual(handles(await list('following', ada.handle)), [bob.handle])
})
