import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Answer } from '../testing/http-client.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

type Verb = 'PUT' | 'DELETE'
const relate = (
  verb: Verb,
  kind: 'block' | 'mute' | 'follow',
  { token }: Member,
  { handle }: Member,
): Promise<Answer> => api.request(`${verb} /members/:handle/${kind}`, { token, params: { handle } })
const block = (member: Member, other: Member) => relate('PUT', 'block', member, other)
const read = async (endpoint: string, { token }: Member, params: Record<string, string> = {}) =>
  await api.request(endpoint, { token, params })
const profile = async (reader: Member, { handle }: Member) =>
  (await read('GET /members/:handle', reader, { handle })).body
const publish = async ({ token }: Member, text: string, replyToId?: string) =>
  await api.request('POST /posts', { token, body: { text, ...(replyToId !== undefined && { replyToId }) } })
const texts = ({ body }: Answer) => body.items.map(({ text }: { text: string }) => text)
const authors = ({ body }: Answer) => body.items.map(({ author }: { author: Member }) => author.handle)
const handles = ({ body }: Answer) => body.items.map(({ handle }: { handle: string }) => handle)
const publications = async ({ id }: Member) =>
  await api.replica.ctx.db
    .selectFrom('publication')
    .select(['kind', 'variables', 'attempts'])
    .where('key', 'like', `block ${id} %`)
    .execute()

/** Three members and a thread: who blocks, who is blocked, and who gets on with both. */
async function threesome() {
  const [one, two, friend] = [await api.member(), await api.member(), await api.member()]
  for (const followed of [one, two]) await relate('PUT', 'follow', friend, followed)
  await relate('PUT', 'follow', one, two)
  await relate('PUT', 'follow', two, one)
  const post = (await publish(one, 'by one')).body
  const reply = (await publish(two, 'two replies', post.id)).body
  const last = (await publish(friend, 'a friend replies', reply.id)).body
  await publish(two, 'by two')
  return { one, two, friend, post, reply, last }
}

test('a block ends both follows, and neither follows again', async () => {
  const { one, two } = await threesome()
  const { status, body } = await block(one, two)
  assert.equal(status, 200)
  assert.deepEqual(body.viewer, {
    isYou: false,
    following: false,
    followsYou: false,
    reach: 'closed',
    blocking: true,
    muting: false,
  })
  const seen = await profile(two, one)
  assert.deepEqual([seen.viewer.reach, seen.viewer.blocking], ['closed', false], 'who is blocked is not told')
  assert.deepEqual([seen.followerCount, seen.followingCount, body.followerCount, body.followingCount], [1, 0, 1, 0])
  for (const [member, other] of [
    [one, two],
    [two, one],
  ] as const) {
    const refused = await relate('PUT', 'follow', member, other)
    assert.deepEqual([refused.status, refused.body.code], [409, 'follow_refused'])
  }
})

test('neither sees what the other wrote, or reacts to it; everyone else sees all', async () => {
  const { one, two, friend, post, reply, last } = await threesome()
  await block(one, two)
  for (const timeline of ['GET /timelines/home', 'GET /timelines/community']) {
    assert.ok(!authors(await read(timeline, one)).includes(two.handle), timeline)
    assert.ok(!authors(await read(timeline, two)).includes(one.handle), timeline)
    assert.deepEqual(texts(await read(timeline, friend)).slice(0, 2), ['by two', 'by one'], timeline)
  }
  assert.deepEqual(texts(await read('GET /members/:handle/posts', two, { handle: one.handle })), [])
  assert.deepEqual(texts(await read('GET /posts/:postId/replies', one, { postId: post.id })), [])
  assert.equal((await read('GET /posts/:postId', one, { postId: reply.id })).status, 404)
  const thread = (await read('GET /posts/:postId/thread', one, { postId: last.id })).body
  assert.deepEqual(
    thread.ancestors.map(({ text }: { text: string }) => text),
    ['by one'],
  )
  assert.equal((await read('PUT /posts/:postId/like', two, { postId: post.id })).status, 404)
  assert.equal((await publish(two, 'again', post.id)).body.code, 'reply_target_missing')
  const visitors = await api.request('GET /posts/:postId/replies', { params: { postId: post.id } })
  assert.deepEqual(texts(visitors), ['two replies'])
})

test('neither finds the other in a list of members, except in that of whom they blocked', async () => {
  const { one, two, friend } = await threesome()
  await block(one, two)
  const lists = ['GET /members', 'GET /members/:handle/following']
  for (const list of lists) {
    assert.ok(!handles(await read(list, one, { handle: friend.handle })).includes(two.handle), list)
    assert.ok(!handles(await read(list, two, { handle: friend.handle })).includes(one.handle), list)
  }
  const search = (reader: Member, q: string) => api.request('GET /members', { token: reader.token, query: { q } })
  assert.deepEqual(handles(await search(one, two.handle)), [])
  assert.deepEqual(handles(await search(friend, two.handle)), [two.handle])
  assert.deepEqual(handles(await read('GET /me/blocks', one)), [two.handle])
  assert.deepEqual(handles(await read('GET /me/blocks', two)), [])
})

test('taken back, everything can be seen again, and follows stay ended', async () => {
  const { one, two } = await threesome()
  await block(one, two)
  const { viewer } = (await relate('DELETE', 'block', one, two)).body
  assert.deepEqual([viewer.blocking, viewer.following, viewer.reach], [false, false, 'request'])
  assert.ok(authors(await read('GET /timelines/community', two)).includes(one.handle))
  assert.equal((await relate('PUT', 'follow', two, one)).status, 200)
})

test('what one takes back, the other’s own block still keeps apart', async () => {
  const [one, two] = [await api.member(), await api.member()]
  await block(one, two)
  await block(two, one)
  await relate('DELETE', 'block', one, two)
  assert.equal((await profile(one, two)).viewer.reach, 'closed')
})

test('the latest state of a block is recorded with it, once, to be told', async () => {
  const [one, two] = [await api.member(), await api.member()]
  await block(one, two)
  await block(one, two)
  const variables = { blockerId: one.id, blockedId: two.id }
  assert.deepEqual(await publications(one), [
    { kind: 'block', variables: { ...variables, blocked: true }, attempts: 0 },
  ])
  await relate('DELETE', 'block', one, two)
  assert.deepEqual(await publications(one), [
    { kind: 'block', variables: { ...variables, blocked: false }, attempts: 0 },
  ])
})

test('follows and blocks of both at once leave no follow beside a block', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [one, two] = [await api.member(), await api.member()]
    const answers = await Promise.all([
      relate('PUT', 'follow', one, two),
      block(two, one),
      relate('PUT', 'follow', two, one),
      block(one, two),
    ])
    for (const { status } of answers) assert.ok(status === 200 || status === 409, String(status))
    const shown = await profile(one, two)
    assert.deepEqual([shown.viewer.following, shown.viewer.followsYou, shown.followerCount], [false, false, 0])
  }
})

test('nobody blocks or mutes themselves', async () => {
  const member = await api.member()
  for (const kind of ['block', 'mute'] as const)
    assert.equal((await relate('PUT', kind, member, member)).body.code, 'block_yourself')
})

test('posts of whom one muted leave one’s timelines, and nothing else, and nobody is told', async () => {
  const { one, two, post } = await threesome()
  const { body } = await relate('PUT', 'mute', one, two)
  assert.deepEqual([body.viewer.muting, body.viewer.following, body.viewer.reach], [true, true, 'open'])
  assert.equal((await profile(two, one)).viewer.muting, false)
  for (const timeline of ['GET /timelines/home', 'GET /timelines/community'])
    assert.ok(!authors(await read(timeline, one)).includes(two.handle), timeline)
  assert.deepEqual(texts(await read('GET /posts/:postId/replies', one, { postId: post.id })), ['two replies'])
  assert.ok(texts(await read('GET /members/:handle/posts', one, { handle: two.handle })).includes('by two'))
  assert.deepEqual(handles(await read('GET /me/mutes', one)), [two.handle])
  await relate('DELETE', 'mute', one, two)
  assert.ok(texts(await read('GET /timelines/home', one)).includes('by two'))
  assert.deepEqual(handles(await read('GET /me/mutes', one)), [])
})
