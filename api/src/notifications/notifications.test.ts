import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Notification } from '@porchlight/contract/notifications'
import { FakeGraphql } from '../testing/fake-graphql.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'
import { deleteOldNotifications } from './queries.ts'

let api: TestApi
let messaging: FakeGraphql

before(async () => {
  messaging = await FakeGraphql.start()
  api = await startTestApi({ settings: { graphql: messaging.target } })
})
after(async () => {
  await api.stop()
  await messaging.stop()
})

const people = (count: number) => Promise.all(Array.from({ length: count }, () => api.member()))

async function publish({ token }: Member, text = 'The light is on', replyToId?: string): Promise<string> {
  const answer = await api.request('POST /posts', { token, body: { text, ...(replyToId && { replyToId }) } })
  assert.equal(answer.status, 201)
  return answer.body.id
}

const like = ({ token }: Member, postId: string) =>
  api.request('PUT /posts/:postId/like', { token, params: { postId } })
const unlike = ({ token }: Member, postId: string) =>
  api.request('DELETE /posts/:postId/like', { token, params: { postId } })
const stand = (one: Member, change: string, { handle }: Member) =>
  api.request(`${change.startsWith('un') ? 'DELETE' : 'PUT'} /members/:handle/${change.replace(/^un/, '')}`, {
    token: one.token,
    params: { handle },
  })

async function told({ token }: Member, query = {}): Promise<Notification[]> {
  return (await api.request('GET /me/notifications', { token, query })).body.items
}

async function unread({ token }: Member): Promise<number> {
  return (await api.request('GET /me/notifications/unread', { token })).body.unread
}

const read = ({ token }: Member, body: object) => api.request('POST /me/notifications/reads', { token, body })

/** `like 2 of handle` */
function line({ kind, members, memberCount }: Notification): string {
  return `${kind} ${memberCount} of ${members[0]?.handle}`
}

test('likes of one post are one notification, with who liked it last first; one’s own is none', async () => {
  const [ada, bob, cyd, dee, eve] = await people(5)
  assert(ada && bob && cyd && dee && eve)
  const postId = await publish(ada)
  for (const member of [ada, bob, cyd, dee, eve, bob]) await like(member, postId)
  const [one, ...others] = await told(ada)
  assert(one)
  assert.deepEqual(others, [])
  assert.deepEqual([one.kind, one.memberCount, one.unread], ['like', 4, true])
  assert.deepEqual(one.post, { id: postId, excerpt: 'The light is on', pictureCount: 0 })
  const names = one.members.map(({ name }) => name)
  assert.deepEqual(names, [eve.name, dee.name, cyd.name])
  assert.equal(await unread(ada), 1)
  assert.deepEqual(await told(bob), [])
})

test('who is answered is told of the answer, who is mentioned of the mention, and nobody twice of one post', async () => {
  const [ada, bob, cyd] = await people(3)
  assert(ada && bob && cyd)
  const postId = await publish(ada)
  const text = `@${ada.handle} and @${cyd.handle.toUpperCase()}, see https://example.org/@${bob.handle} @${bob.handle}`
  const replyId = await publish(bob, text, postId)
  assert.deepEqual((await told(ada)).map(line), [`reply 1 of ${bob.handle}`])
  assert.deepEqual((await told(cyd)).map(line), [`mention 1 of ${bob.handle}`])
  assert.equal((await told(cyd))[0]?.post?.id, replyId)
  assert.deepEqual(await told(bob), [])
})

test('what is taken back is no longer told, nor what was said of a post that is gone', async () => {
  const [ada, bob, cyd] = await people(3)
  assert(ada && bob && cyd)
  const postId = await publish(ada)
  await like(bob, postId)
  await like(cyd, postId)
  await stand(bob, 'follow', ada)
  assert.deepEqual((await told(ada)).map(line), [`follow 1 of ${bob.handle}`, `like 2 of ${cyd.handle}`])
  await unlike(cyd, postId)
  await stand(bob, 'unfollow', ada)
  assert.deepEqual((await told(ada)).map(line), [`like 1 of ${bob.handle}`])
  await unlike(bob, postId)
  assert.deepEqual([await told(ada), await unread(ada)], [[], 0])
  const replyId = await publish(bob, 'Good evening', postId)
  assert.equal(await unread(ada), 1)
  await api.request('DELETE /posts/:postId', { token: bob.token, params: { postId: replyId } })
  assert.deepEqual([await told(ada), await unread(ada)], [[], 0])
})

test('what was shown is marked as read; what came meanwhile stays unread, in a notification of its own after that', async () => {
  const [ada, bob, cyd, dee] = await people(4)
  assert(ada && bob && cyd && dee)
  const postId = await publish(ada)
  await like(bob, postId)
  const [shown] = await told(ada)
  await like(cyd, postId)
  assert.equal((await read(ada, { latestIds: [shown?.latestId] })).body.unread, 1)
  const [grown] = await told(ada)
  assert.equal(grown?.memberCount, 2)
  assert.equal((await read(ada, { latestIds: [grown?.latestId] })).body.unread, 0)
  await like(dee, postId)
  const lines = (await told(ada)).map((each) => `${line(each)} ${each.unread}`)
  assert.deepEqual(lines, [`like 1 of ${dee.handle} true`, `like 2 of ${cyd.handle} false`])
  await stand(dee, 'follow', ada)
  const [newest] = await told(ada)
  assert.equal((await read(ada, { upTo: newest?.latestId })).body.unread, 0)
})

test('nobody is told of whom they muted or blocked, or by whom they are blocked, before or after', async () => {
  const [ada, muted, blocked, blocking, friend] = await people(5)
  assert(ada && muted && blocked && blocking && friend)
  const postId = await publish(ada)
  await stand(ada, 'mute', muted)
  await like(muted, postId)
  assert.equal(await unread(ada), 0)
  await stand(ada, 'unmute', muted)
  assert.equal(await unread(ada), 0)
  for (const member of [blocked, blocking, friend]) await like(member, postId)
  await stand(ada, 'block', blocked)
  await stand(blocking, 'block', ada)
  assert.deepEqual((await told(ada)).map(line), [`like 1 of ${friend.handle}`])
  await stand(ada, 'mute', friend)
  assert.deepEqual([await told(ada), await unread(ada)], [[], 0])
  await publish(blocked, `Hello @${ada.handle}`)
  assert.equal(await unread(ada), 0)
})

test('who does not want a kind is not told of it, and of the others still', async () => {
  const [ada, bob] = await people(2)
  assert(ada && bob)
  const postId = await publish(ada)
  const answer = await api.request('PATCH /me', { token: ada.token, body: { notificationsOff: ['like', 'follow'] } })
  assert.deepEqual(answer.body.notificationsOff, ['like', 'follow'])
  await like(bob, postId)
  await stand(bob, 'follow', ada)
  await publish(bob, 'Yes', postId)
  assert.deepEqual((await told(ada)).map(line), [`reply 1 of ${bob.handle}`])
  const twice = await api.request('PATCH /me', { token: ada.token, body: { notificationsOff: ['like', 'like'] } })
  assert.equal(twice.body.code, 'invalid_input')
})

test('twenty at once like, take back and follow: none is told twice, and count and list agree', async () => {
  const [ada, ...others] = await people(11)
  assert(ada)
  const postId = await publish(ada)
  await Promise.all(
    others.flatMap((member, n) => [
      like(member, postId).then(() => (n % 2 === 0 ? unlike(member, postId) : like(member, postId))),
      stand(member, 'follow', ada),
      told(ada).then((shown) => (shown[0] ? read(ada, { latestIds: [shown[0].latestId] }) : undefined)),
    ]),
  )
  const all = await told(ada)
  const sum = (kind: string) =>
    all.filter((each) => each.kind === kind).reduce((count, { memberCount }) => count + memberCount, 0)
  assert.deepEqual([sum('like'), sum('follow')], [5, 10])
  assert.equal(await unread(ada), all.filter((each) => each.unread).length)
})

test('pages follow one another, a notification can be deleted, and only by whose it is', async () => {
  const [ada, bob] = await people(2)
  assert(ada && bob)
  for (let n = 0; n < 5; n += 1) await like(bob, await publish(ada, `Number ${n}`))
  const pages = []
  let cursor: string | undefined
  do {
    const query = { limit: '2', ...(cursor !== undefined && { cursor }) }
    const { body } = await api.request('GET /me/notifications', { token: ada.token, query })
    pages.push(body.items.map((each: Notification) => each.post?.excerpt))
    cursor = body.nextCursor ?? undefined
  } while (cursor !== undefined)
  assert.deepEqual(pages, [['Number 4', 'Number 3'], ['Number 2', 'Number 1'], ['Number 0']])
  const [first] = await told(ada)
  const remove = ({ token }: Member) =>
    api.request('DELETE /me/notifications/:notificationId', { token, params: { notificationId: first?.id ?? '' } })
  assert.equal((await remove(bob)).status, 404)
  assert.equal((await remove(ada)).status, 204)
  assert.equal(await unread(ada), 4)
})

test('after 90 days a notification is neither shown nor counted, and is deleted', async () => {
  const [ada, bob] = await people(2)
  assert(ada && bob)
  const { db } = api.replica.ctx
  await like(bob, await publish(ada, 'Long ago'))
  const old = new Date(Date.now() - 91 * 86_400_000)
  await db.updateTable('notification').set({ noted_at: old }).where('recipient_id', '=', ada.id).execute()
  await like(bob, await publish(ada, 'Today'))
  assert.deepEqual(
    (await told(ada)).map(({ post }) => post?.excerpt),
    ['Today'],
  )
  assert.equal(await unread(ada), 1)
  await deleteOldNotifications(db)
  const left = await db.selectFrom('notification').select('id').where('recipient_id', '=', ada.id).execute()
  assert.equal(left.length, 1)
})

test('open pages are told that something changed, when it came, was read, and was taken back', async () => {
  const [ada, bob] = await people(2)
  assert(ada && bob)
  const postId = await publish(ada)
  const changes = () =>
    messaging.inputsOf('publish').filter(({ notice, recipientIds }) => {
      return recipientIds[0] === ada.id && JSON.parse(notice).type === 'notifications.changed'
    }).length
  const another = async (change: Promise<unknown>) => {
    const [before, sent] = [changes(), messaging.inputsOf('publish').length]
    await change
    for (let more = 1; changes() === before; more += 1) await messaging.received('publish', sent + more)
  }
  await another(like(bob, postId))
  await another(read(ada, { latestIds: [(await told(ada))[0]?.latestId] }))
  await another(unlike(bob, postId))
})

test('visitors have none', async () => {
  for (const endpoint of ['GET /me/notifications', 'GET /me/notifications/unread']) {
    assert.equal((await api.request(endpoint)).status, 401)
  }
})
