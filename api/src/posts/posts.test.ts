import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'

let api: TestApi
const nowhere = '01890a5d-ac96-774b-bcce-b302099a8057'

before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

async function publish(author: Member, text: string, replyToId?: string) {
  const body = replyToId === undefined ? { text } : { text, replyToId }
  const answer = await api.request('POST /posts', { token: author.token, body })
  assert.equal(answer.status, 201)
  return answer.body
}

async function read(postId: string, reader?: Member) {
  return await api.request('GET /posts/:postId', { params: { postId }, ...(reader && { token: reader.token }) })
}

async function profileOf(handle: string) {
  return (await api.request('GET /members/:handle', { params: { handle } })).body
}

test('a post is answered as it was written, and reads the same', async () => {
  const author = await api.member({ name: 'Ona Lamb' })
  const post = await publish(author, '  Good morning, street 👩‍👩‍👧  ')
  assert.equal(post.text, 'Good morning, street 👩‍👩‍👧')
  assert.deepEqual(post.author, { id: author.id, handle: author.handle, name: 'Ona Lamb', avatar: null })
  assert.match(post.createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.deepEqual((await read(post.id, author)).body, post)
  assert.deepEqual((await read(post.id)).body, { ...post, viewer: null })
  assert.equal((await profileOf(author.handle)).postCount, 1)
})

test('a post holds 500 characters as a reader counts them, and no more', async () => {
  const { token } = await api.member()
  const full = '👍🏽'.repeat(500)
  assert.equal((await api.request('POST /posts', { token, body: { text: full } })).status, 201)
  const over = await api.request('POST /posts', { token, body: { text: `${full}!` } })
  assert.equal(over.status, 422)
  assert.equal(over.body.faults[0].pointer, '/text')
})

test('a reply is counted by its parent and names whom it answers, until the parent is deleted', async () => {
  const [author, other] = [await api.member(), await api.member()]
  const parent = await publish(author, 'Who has a ladder?')
  const reply = await publish(other, 'I do', parent.id)
  assert.deepEqual(reply.replyTo, { id: parent.id, handle: author.handle })
  assert.equal((await read(parent.id)).body.replyCount, 1)
  assert.deepEqual((await read(reply.id)).body.replyTo, { id: parent.id, handle: author.handle })

  const deleted = await api.request('DELETE /posts/:postId', { token: author.token, params: { postId: parent.id } })
  assert.equal(deleted.status, 204)
  assert.equal((await read(parent.id)).status, 404)
  assert.equal((await read(parent.id, author)).status, 404)
  assert.deepEqual((await read(reply.id)).body.replyTo, { id: parent.id, handle: null })
  assert.deepEqual((await read(reply.id, other)).body.replyTo, { id: parent.id, handle: null })
})

test('a reply to what is not there is refused, and nothing is written', async () => {
  const { token, handle } = await api.member()
  const answer = await api.request('POST /posts', { token, body: { text: 'Hello?', replyToId: nowhere } })
  assert.equal(answer.status, 422)
  assert.equal(answer.body.code, 'reply_target_missing')
  assert.equal((await profileOf(handle)).postCount, 0)
})

test('deleting a reply takes it off its parent and off its author', async () => {
  const author = await api.member()
  const parent = await publish(author, 'First')
  const reply = await publish(author, 'Second', parent.id)
  await api.request('DELETE /posts/:postId', { token: author.token, params: { postId: reply.id } })
  assert.equal((await read(parent.id)).body.replyCount, 0)
  assert.equal((await profileOf(author.handle)).postCount, 1)
})

test('only its author and administrators delete a post', async () => {
  const [author, other, administrator] = [await api.member(), await api.member(), await api.administrator()]
  const post = await publish(author, 'Mine')
  const params = { postId: post.id }
  const refused = await api.request('DELETE /posts/:postId', { token: other.token, params })
  assert.equal(refused.status, 403)
  assert.equal(refused.body.code, 'not_yours')
  assert.equal((await api.request('DELETE /posts/:postId', { params })).status, 401)
  assert.equal((await read(post.id)).status, 200)
  assert.equal((await api.request('DELETE /posts/:postId', { token: administrator.token, params })).status, 204)
  assert.equal((await api.request('DELETE /posts/:postId', { token: author.token, params })).status, 404)
  assert.equal((await profileOf(author.handle)).postCount, 0)
})

test('a like counts once however often it is sent, and is taken back once', async () => {
  const [author, fan] = [await api.member(), await api.member()]
  const post = await publish(author, 'Fresh bread at seven')
  const call = { token: fan.token, params: { postId: post.id } }
  for (const _ of [1, 2]) {
    const { status, body } = await api.request('PUT /posts/:postId/like', call)
    assert.equal(status, 200)
    assert.deepEqual([body.likeCount, body.viewer], [1, { liked: true }])
  }
  assert.deepEqual((await read(post.id, author)).body.viewer, { liked: false })
  assert.equal((await read(post.id)).body.likeCount, 1)
  for (const _ of [1, 2]) {
    const { body } = await api.request('DELETE /posts/:postId/like', call)
    assert.deepEqual([body.likeCount, body.viewer], [0, { liked: false }])
  }
  assert.equal((await read(post.id)).body.likeCount, 0)
})

test('what nobody posted cannot be read, liked, deleted or answered', async () => {
  const { token } = await api.member()
  for (const postId of [nowhere, 'no-id']) {
    const params = { postId }
    for (const endpoint of ['GET /posts/:postId', 'GET /posts/:postId/thread', 'GET /posts/:postId/replies'])
      assert.equal((await api.request(endpoint, { params })).status, 404, `${endpoint} ${postId}`)
    for (const endpoint of ['PUT /posts/:postId/like', 'DELETE /posts/:postId/like', 'DELETE /posts/:postId'])
      assert.equal((await api.request(endpoint, { token, params })).status, 404, `${endpoint} ${postId}`)
  }
})

test('a thread shows what a post answers from the root down, and its replies from the oldest on', async () => {
  const [author, other] = [await api.member(), await api.member()]
  const root = await publish(author, 'root')
  const middle = await publish(other, 'middle', root.id)
  const post = await publish(author, 'post', middle.id)
  const replies = []
  for (let n = 0; n < 22; n += 1) replies.push(await publish(other, `reply ${n}`, post.id))
  await api.request('PUT /posts/:postId/like', { token: other.token, params: { postId: root.id } })

  const params = { postId: post.id }
  const thread = (await api.request('GET /posts/:postId/thread', { token: other.token, params })).body
  assert.deepEqual(
    thread.ancestors.map(({ text }: { text: string }) => text),
    ['root', 'middle'],
  )
  assert.deepEqual(thread.ancestors[0].viewer, { liked: true })
  assert.deepEqual([thread.post.id, thread.post.replyCount], [post.id, 22])
  const query = { cursor: thread.replies.nextCursor, limit: 2 }
  const rest = (await api.request('GET /posts/:postId/replies', { params, query })).body
  assert.deepEqual(
    [...thread.replies.items, ...rest.items].map(({ id }: { id: string }) => id),
    replies.map(({ id }) => id),
  )
  assert.equal(rest.nextCursor, null)
})

test('a thread ends its way up where a post was deleted', async () => {
  const author = await api.member()
  const root = await publish(author, 'root')
  const post = await publish(author, 'post', root.id)
  await api.request('DELETE /posts/:postId', { token: author.token, params: { postId: root.id } })
  const thread = (await api.request('GET /posts/:postId/thread', { params: { postId: post.id } })).body
  assert.deepEqual(thread.ancestors, [])
  assert.deepEqual(thread.post.replyTo, { id: root.id, handle: null })
})

test('a member’s posts and replies are two lists, newest first, page by page', async () => {
  const author = await api.member()
  const first = await publish(author, 'one')
  await publish(author, 'a reply', first.id)
  await publish(author, 'two')
  await publish(author, 'three')
  const params = { handle: author.handle }
  const page = (await api.request('GET /members/:handle/posts', { params, query: { limit: 2 } })).body
  const query = { limit: 2, cursor: page.nextCursor }
  const next = (await api.request('GET /members/:handle/posts', { params, query })).body
  assert.deepEqual(
    [page, next].map(({ items }) => items.map(({ text }: { text: string }) => text)),
    [['three', 'two'], ['one']],
  )
  assert.equal(next.nextCursor, null)
  const replies = (await api.request('GET /members/:handle/posts', { params, query: { kind: 'replies' } })).body
  assert.deepEqual(
    replies.items.map(({ text, replyTo }: { text: string; replyTo: unknown }) => ({ text, replyTo })),
    [{ text: 'a reply', replyTo: { id: first.id, handle: author.handle } }],
  )
  const unknown = await api.request('GET /members/:handle/posts', { params: { handle: 'nobody_here' } })
  assert.equal(unknown.status, 404)
})

test('a cursor that no list gave is a fault', async () => {
  const { handle } = await api.member()
  const call = { params: { handle }, query: { cursor: 'AAAA' } }
  const answer = await api.request('GET /members/:handle/posts', call)
  assert.equal(answer.status, 422)
  assert.deepEqual(
    answer.body.faults.map(({ pointer }: { pointer: string }) => pointer),
    ['/cursor'],
  )
})

test('posts of a member who is suspended are gone from every list', async () => {
  const [author, other] = [await api.member(), await api.member()]
  const post = await publish(author, 'before the suspension')
  const reply = await publish(author, 'a reply of mine', (await publish(other, 'by another')).id)
  const { db } = api.replica.ctx
  await db.updateTable('member').set({ status: 'suspended' }).where('id', '=', author.id).execute()
  assert.equal((await read(post.id, other)).status, 404)
  const thread = await api.request('GET /posts/:postId/thread', { params: { postId: reply.replyTo.id } })
  assert.deepEqual(thread.body.replies.items, [])
  const timeline = await api.request('GET /timelines/community', { token: other.token })
  assert.ok(timeline.body.items.every(({ id }: { id: string }) => id !== post.id))
})
