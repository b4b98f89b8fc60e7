import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rateLimitPolicies } from '../http/rate-limit.ts'
import { startTestApi, type TestApi, testHookSecret, testPictureSettings } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'
import { askForPicture, failed, notify, seen } from '../testing/test-pictures.ts'

let api: TestApi
let owner: Member
before(async () => {
  api = await startTestApi()
  owner = await api.member()
})
after(() => api.stop())

async function waiting(): Promise<string> {
  return (await askForPicture(api, owner)).body.picture.id
}

async function read(pictureId: string) {
  return (await api.request('GET /pictures/:pictureId', { token: owner.token, params: { pictureId } })).body
}

const names = ({ sources }: { sources: { name: string }[] }) => sources.map(({ name }) => name)

test('a picture can be seen from its first rendition on, and is ready with the last', async () => {
  const id = await waiting()
  await notify(api, seen(id, 'picture.previewed'))
  const previewed = await read(id)
  assert.deepEqual([previewed.state, previewed.width, names(previewed)], ['processing', 4_000, ['thumbnail']])
  await notify(api, seen(id, 'picture.ready'))
  const ready = await read(id)
  assert.deepEqual([ready.state, names(ready)], ['ready', ['thumbnail', 'medium']])
  assert.match(ready.sources[0].url, new RegExp(`^http://localhost:8080/renders/public/${id}/thumbnail.webp$`))
})

test('in whatever order they come, states only move forward; a failure may be healed', async () => {
  const events = {
    previewed: (id: string) => seen(id, 'picture.previewed'),
    ready: (id: string) => seen(id, 'picture.ready'),
    failed: (id: string) => failed(id),
  }
  const orders: [(keyof typeof events)[], string][] = [
    [['ready', 'previewed'], 'ready'],
    [['ready', 'failed'], 'ready'],
    [['failed', 'previewed'], 'failed'],
    [['previewed', 'failed'], 'failed'],
    [['failed', 'ready'], 'ready'],
  ]
  for (const [order, state] of orders) {
    const id = await waiting()
    for (const name of order) assert.equal((await notify(api, events[name](id))).status, 204)
    assert.equal((await read(id)).state, state, order.join())
  }
})

test('why a picture failed is its owner’s to read', async () => {
  const id = await waiting()
  await notify(api, failed(id, 'too_many_pixels'))
  assert.deepEqual([(await read(id)).state, (await read(id)).failure], ['failed', 'too_many_pixels'])
})

test('one webhook that comes ten times at once counts once', async () => {
  const id = await waiting()
  const before = await totals()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => notify(api, seen(id, 'picture.ready'), `webhook of ${id}`)),
  )
  assert.ok(answers.every(({ status }) => status === 204))
  const { renders, render_bytes } = await totals()
  assert.deepEqual([renders - before.renders, render_bytes - before.render_bytes], [2, 350])
  await notify(api, failed(id), `webhook of ${id}`)
  assert.equal((await read(id)).state, 'ready')
})

async function totals() {
  const { rows } = await api.replica.database.pool.query(
    'select renders::integer, render_bytes::integer from picture_total',
  )
  return rows[0]
}

test('either of two secrets may sign; five minutes later, or with one byte changed, nothing is believed', async () => {
  const other = `whsec_${Buffer.from('the secret that was there before').toString('base64')}`
  const pictures = { ...testPictureSettings, hookSecrets: [testHookSecret, other] }
  const replica = await api.startReplica({ pictures })
  const body = failed(await waiting())
  const send = (hook: { secret: string; at?: Date }, headers = {}) =>
    replica.request('POST /hooks/pictures', { body, hook: { id: crypto.randomUUID(), ...hook }, headers })
  assert.equal((await send({ secret: testHookSecret })).status, 204)
  assert.equal((await send({ secret: other })).status, 204)
  const minutes = (number: number) => new Date(Date.now() + number * 60_000)
  assert.equal((await send({ secret: other, at: minutes(-4) })).status, 204)
  for (const at of [minutes(-6), minutes(6)])
    assert.equal((await send({ secret: other, at })).body.code, 'hook_signature_invalid')
  assert.equal((await send({ secret: other }, { 'webhook-id': 'another' })).body.code, 'hook_signature_invalid')
})

test('the image function may tell more in a minute than a member may write', async () => {
  const id = await waiting()
  const replica = await api.startReplica({ rateLimits: 'on' })
  const answers = await Promise.all(
    Array.from({ length: rateLimitPolicies.writes.quota + 10 }, () => notify(replica, failed(id))),
  )
  assert.ok(answers.every(({ status }) => status === 204))
})

test('a webhook of a picture that nobody knows is taken, and what was written for it is to be deleted', async () => {
  const id = api.replica.ctx.newId()
  assert.equal((await notify(api, seen(id, 'picture.ready'))).status, 204)
  const { rows } = await api.replica.database.pool.query('select part from picture_removal where picture_id = $1', [id])
  assert.deepEqual(rows, [{ part: 'everything' }])
})

test('operators’ endpoints hear of it once, and of what is private never', async () => {
  const { db, newId } = api.replica.ctx
  const endpoint = { id: newId(), url: 'https://hooks.example.org', description: '', secret: 'sealed' }
  await db
    .insertInto('webhook_endpoint')
    .values({ ...endpoint, events: ['picture.ready', 'picture.failed'] })
    .execute()
  const [id, broken] = [await waiting(), await waiting()]
  const secret = (await askForPicture(api, owner, { purpose: 'message' })).body.picture.id
  for (const event of [seen(id, 'picture.previewed'), seen(id, 'picture.ready'), seen(id, 'picture.ready')])
    await notify(api, event)
  await notify(api, failed(broken))
  await notify(api, seen(secret, 'picture.ready', 'message'))
  const events = await db.selectFrom('webhook_event').select(['type', 'subject_id']).orderBy('id').execute()
  assert.deepEqual(events, [
    { type: 'picture.ready', subject_id: id },
    { type: 'picture.failed', subject_id: broken },
  ])
})
