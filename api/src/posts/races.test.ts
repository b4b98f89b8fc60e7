import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi

before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

async function publish(token: string, replyToId?: string) {
  const body = { text: 'Hello', ...(replyToId !== undefined && { replyToId }) }
  return await api.request('POST /posts', { token, body })
}

/** What the counters say beside what is there to count. */
async function counters(postId: string) {
  const { rows } = await api.replica.database.pool.query(
    `select like_count, reply_count, (select count(*)::int from post_like where post_id = p.id) as likes,
       (select count(*)::int from post where reply_to_id = p.id) as replies
     from post p where id = $1`,
    [postId],
  )
  return rows[0]
}

test('fifty at once may like, take back and answer one post: nobody fails and the counters are right', async () => {
  const members = await Promise.all(Array.from({ length: 10 }, () => api.member()))
  const author = await api.member()
  const post = (await publish(author.token)).body
  const params = { postId: post.id }
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => {
      const token = members[n % members.length]?.token ?? ''
      if (n % 5 < 2) return api.request('PUT /posts/:postId/like', { token, params })
      if (n % 5 < 4) return api.request('DELETE /posts/:postId/like', { token, params })
      return publish(token, post.id)
    }),
  )
  assert.deepEqual([...new Set(answers.map(({ status }) => status))].sort(), [200, 201])
  const { like_count, reply_count, likes, replies } = await counters(post.id)
  assert.deepEqual([like_count, reply_count], [likes, replies])
  assert.equal(replies, 10)
})

test('a post that is deleted while others like and answer it leaves nothing behind', async () => {
  const members = await Promise.all(Array.from({ length: 8 }, () => api.member()))
  const author = await api.member()
  for (let round = 0; round < 5; round += 1) {
    const post = (await publish(author.token)).body
    const params = { postId: post.id }
    const answers = await Promise.all([
      ...members.map(({ token }) => api.request('PUT /posts/:postId/like', { token, params })),
      api.request('DELETE /posts/:postId', { token: author.token, params }),
      ...members.map(({ token }) => publish(token, post.id)),
    ])
    const statuses = [...new Set(answers.map(({ status }) => status))]
    assert.ok(
      statuses.every((status) => [200, 201, 204, 404, 422].includes(status)),
      String(statuses),
    )
    assert.equal(await counters(post.id), undefined)
  }
  const { rows } = await api.replica.database.pool.query(
    `select handle from member m where post_count <> (select count(*) from post where author_id = m.id)`,
  )
  assert.deepEqual(rows, [])
})

test('a post and its reply may be deleted at once, whoever comes first', async () => {
  const author = await api.member()
  const { token } = author
  for (let round = 0; round < 10; round += 1) {
    const parent = (await publish(token)).body
    const reply = (await publish(token, parent.id)).body
    const answers = await Promise.all(
      [reply.id, parent.id].map((postId) => api.request('DELETE /posts/:postId', { token, params: { postId } })),
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      [204, 204],
    )
  }
  const profile = await api.request('GET /members/:handle', { params: { handle: author.handle } })
  assert.equal(profile.body.postCount, 0)
})
