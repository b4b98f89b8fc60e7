import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'

let api: TestApi

before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

async function publish(author: Member, text: string, replyToId?: string) {
  const body = { text, ...(replyToId !== undefined && { replyToId }) }
  return (await api.request('POST /posts', { token: author.token, body })).body
}

function follow(follower: Member, { handle }: Member) {
  return api.request('PUT /members/:handle/follow', { token: follower.token, params: { handle } })
}

const texts = (page: { items: { text: string }[] }) => page.items.map(({ text }) => text)

test('home holds posts of who is followed and one’s own, newest first, and no replies', async () => {
  const [reader, friend, stranger] = [await api.member(), await api.member(), await api.member()]
  await follow(reader, friend)
  const first = await publish(friend, 'by a friend')
  await publish(stranger, 'by a stranger')
  await publish(friend, 'a reply', first.id)
  await publish(reader, 'my own')
  await api.request('PUT /posts/:postId/like', { token: reader.token, params: { postId: first.id } })

  const { body } = await api.request('GET /timelines/home', { token: reader.token })
  assert.deepEqual(texts(body), ['my own', 'by a friend'])
  assert.deepEqual(body.items[1].viewer, { liked: true })
  assert.equal(body.items[1].replyCount, 1)
  assert.equal(body.nextCursor, null)
})

test('home is for members', async () => {
  assert.equal((await api.request('GET /timelines/home')).status, 401)
})

test('home goes on page by page, with nothing twice and nothing left out, while others write', async () => {
  const [reader, one, two] = [await api.member(), await api.member(), await api.member()]
  await follow(reader, one)
  await follow(reader, two)
  for (let n = 0; n < 7; n += 1) await publish(n % 2 ? one : two, `${n}`)
  const seen: string[] = []
  let query: Record<string, string | number> = { limit: 3 }
  for (;;) {
    const { body } = await api.request('GET /timelines/home', { token: reader.token, query })
    seen.push(...texts(body))
    await publish(one, 'later')
    if (body.nextCursor === null) break
    query = { limit: 3, cursor: body.nextCursor }
  }
  assert.deepEqual(seen, ['6', '5', '4', '3', '2', '1', '0'])
})

test('a page of home is full though the newest posts are of someone who is suspended', async () => {
  const [reader, gone, there] = [await api.member(), await api.member(), await api.member()]
  await follow(reader, gone)
  await follow(reader, there)
  for (const text of ['c', 'b', 'a']) await publish(there, text)
  for (const text of ['x', 'y', 'z']) await publish(gone, text)
  await api.replica.ctx.db.updateTable('member').set({ status: 'suspended' }).where('id', '=', gone.id).execute()
  for (const timeline of ['home', 'community']) {
    const { body } = await api.request(`GET /timelines/${timeline}`, { token: reader.token, query: { limit: 2 } })
    assert.deepEqual(texts(body), ['a', 'b'])
    assert.notEqual(body.nextCursor, null)
  }
})

test('the community timeline shows members and visitors the same posts, and members their likes', async () => {
  const author = await api.member()
  const post = await publish(author, 'for all')
  await publish(author, 'a reply', post.id)
  await api.request('PUT /posts/:postId/like', { token: author.token, params: { postId: post.id } })
  const forMember = (await api.request('GET /timelines/community', { token: author.token })).body
  const forVisitor = (await api.request('GET /timelines/community')).body
  assert.equal(forMember.items[0].text, 'for all')
  assert.deepEqual(forMember.items[0].viewer, { liked: true })
  assert.deepEqual(
    forVisitor.items,
    forMember.items.map((item: object) => ({ ...item, viewer: null })),
  )
  const second = await api.request('GET /timelines/community', {
    query: { limit: 1, cursor: forVisitor.nextCursor ?? '' },
  })
  assert.equal(second.status, forVisitor.nextCursor === null ? 422 : 200)
})

test('what a member writes through one replica they read at once through another, and visitors soon', async () => {
  const other = await api.startReplica()
  const author = await api.member({ name: 'Before' })
  const post = await publish(author, 'here')
  const params = { postId: post.id }
  for (const replica of [api, other]) {
    await replica.request('GET /posts/:postId', { params })
    await replica.request('GET /timelines/community')
  }
  await api.request('PUT /posts/:postId/like', { token: author.token, params })
  await api.request('PATCH /me', { token: author.token, body: { name: 'After' } })
  const own = (await other.request('GET /posts/:postId', { token: author.token, params })).body
  assert.deepEqual([own.likeCount, own.viewer.liked, own.author.name], [1, true, 'After'])

  const seen = async (replica: typeof other) => {
    const { body } = await replica.request('GET /posts/:postId', { params })
    const page = (await replica.request('GET /timelines/community')).body
    return [body.likeCount, body.author.name, page.items[0].likeCount, page.items[0].author.name].join()
  }
  assert.equal(await seen(api), '1,After,1,After')
  while ((await seen(other)) !== '1,After,1,After');
})
