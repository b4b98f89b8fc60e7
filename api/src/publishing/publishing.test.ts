import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { accessToken } from '@porchlight/system/token'
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { accept, FakeGraphql, refuse } from '../testing/fake-graphql.ts'
import { startTestApi, type TestApi, testOrigin } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'
import { askForPicture, failed, notify, seen } from '../testing/test-pictures.ts'
import { tellDueFacts } from './fact-delivery.ts'

let messaging: FakeGraphql
let api: TestApi
before(async () => {
  messaging = await FakeGraphql.start()
  api = await startTestApi({ settings: { graphql: messaging.target } })
})
after(async () => {
  await api.stop()
  await messaging.stop()
})
afterEach(() => {
  messaging.answer = accept
})

const { promise: forever } = Promise.withResolvers<never>()
const context = () => api.replica.ctx
function tell(): Promise<void> {
  const { db, publishing, logger } = context()
  const { client } = publishing
  assert.ok(client)
  return tellDueFacts({ db, client, logger })
}
const relate = (verb: 'PUT' | 'DELETE', { token }: Member, { handle }: Member) =>
  api.request(`${verb} /members/:handle/block`, { token, params: { handle } })
const told = (field: string, about: string) =>
  messaging.inputsOf(field).filter((input) => Object.values(input).includes(about))
const makeDue = () =>
  context()
    .db.updateTable('publication')
    .set({ due_at: new Date(0) })
    .execute()
const waiting = () => context().db.selectFrom('publication').select(['key', 'attempts', 'last_error']).execute()

test('a block is told until it is accepted, and then its end', async () => {
  const [one, two] = [await api.member(), await api.member()]
  await relate('PUT', one, two)
  messaging.answer = refuse
  await tell()
  const [fact] = await waiting()
  assert.deepEqual([fact?.attempts, fact?.last_error], [1, 'The messaging tier refused: Unavailable'])
  messaging.answer = (response) => response.writeHead(503).end('no')
  await makeDue()
  await tell()
  messaging.answer = (response) => response.destroy()
  await makeDue()
  await tell()
  messaging.answer = accept
  await makeDue()
  await tell()
  assert.deepEqual(await waiting(), [])
  await relate('DELETE', one, two)
  await tell()
  const pair = { blockerId: one.id, blockedId: two.id }
  assert.deepEqual(told('recordBlock', one.id), [
    ...Array(4).fill({ ...pair, blocked: true }),
    { ...pair, blocked: false },
  ])
})

test('what changes while it is being told is told after that', async () => {
  const [one, two] = [await api.member(), await api.member()]
  await relate('PUT', one, two)
  messaging.answer = (response) => {
    messaging.answer = accept
    relate('DELETE', one, two).then(
      async () => {
        await tell()
        accept(response)
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    )
  }
  await tell()
  assert.equal(told('recordBlock', one.id).length, 1, 'no state overtakes another')
  await tell()
  assert.deepEqual(
    told('recordBlock', one.id).map(({ blocked }) => blocked),
    [true, false],
  )
  assert.deepEqual(await waiting(), [])
})

test('replicas that tell at once tell each fact once', async () => {
  const blocker = await api.member()
  for (let n = 0; n < 45; n += 1) await relate('PUT', blocker, await api.member())
  await Promise.all([tell(), tell(), tell()])
  assert.equal(told('recordBlock', blocker.id).length, 45)
  assert.deepEqual(await waiting(), [])
})

test('however a session ends, its subscriptions do', async () => {
  const sessionOf = (token: string) => String(decodeJwt(token).sid)
  const origin = { origin: testOrigin }
  const [left, removed, stays] = [await api.signUp(), await api.signUp(), await api.signUp()]
  await api.request('POST /auth/sign-out', { cookie: left.cookie, headers: origin, body: {} })
  await context().db.deleteFrom('member').where('id', '=', removed.me.id).execute()
  await tell()
  for (const { token } of [left, removed])
    assert.deepEqual(told('endSubscriptions', sessionOf(token)), [{ sessionId: sessionOf(token) }])
  assert.deepEqual(told('endSubscriptions', sessionOf(stays.token)), [])
})

test('api names itself the publisher, by a token that any validator takes and that opens nothing here', async () => {
  const [one, two] = [await api.member(), await api.member()]
  await relate('PUT', one, two)
  await tell()
  const token = messaging.mutations.at(-1)?.authorization ?? ''
  const keys = (await api.request('GET /auth/jwks')).body
  const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
    issuer: `${testOrigin}${accessToken.issuerPath}`,
    audience: accessToken.audience,
  })
  assert.deepEqual([payload.sub, payload.role, payload.sid], ['api', 'publisher', undefined])
  assert.ok(Number(payload.exp) - Number(payload.iat) < accessToken.lifetimeSeconds)
  const reads = ['GET /me', 'GET /community', 'GET /admin/samples']
  for (const endpoint of [...reads, 'POST /pictures/releases']) {
    const { status, body } = await api.request(endpoint, { token })
    assert.deepEqual([status, body.code], [401, 'token_invalid'], endpoint)
  }
})

test('an owner’s pages are told of a picture’s first rendition, its end, and its failure', async () => {
  const owner = await api.member()
  const ids: string[] = []
  for (let n = 0; n < 3; n += 1) ids.push((await askForPicture(api, owner)).body.picture.id)
  const [previewed = '', ready = '', broken = ''] = ids
  await notify(api, seen(previewed, 'picture.previewed'))
  await notify(api, seen(ready, 'picture.ready'))
  await notify(api, failed(broken))
  const inputs = await publishedTo(owner.id, 3)
  assert.deepEqual(
    new Set(inputs.map(({ notice }) => JSON.parse(notice).pictureId)),
    new Set([previewed, ready, broken]),
  )
  for (const { topic } of inputs) assert.equal(topic, undefined)
})

/** Resolves once so many were published to that member alone; notices of what other tests did come whenever they come. */
async function publishedTo(memberId: string, count: number) {
  for (let known = 0; ; ) {
    const inputs = await messaging.received('publish', known)
    const own = inputs.filter(({ recipientIds }) => recipientIds.length === 1 && recipientIds[0] === memberId)
    if (own.length >= count) return own
    known = inputs.length + 1
  }
}

test('everyone’s pages are told of new posts, a burst at once, without holding up who writes', async () => {
  messaging.answer = () => forever
  const author = await api.member()
  const post = async (replyToId?: string) =>
    (await api.request('POST /posts', { token: author.token, body: { text: 'Hi', ...(replyToId && { replyToId }) } }))
      .body
  const posts = [await post(), await post(), await post()]
  await post(posts[0].id)
  const before = messaging.inputsOf('publish').length
  const [input] = (await messaging.received('publish', before + 1)).slice(before)
  assert.deepEqual(input, {
    recipientIds: [],
    topic: 'everyone',
    notice: JSON.stringify({ type: 'post.published', postId: posts[2].id, authorId: author.id }),
  })
})
