import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { WebhookEvent } from '@porchlight/contract/webhook-events'
import type { WebhookEventType } from '@porchlight/contract/webhooks'
import { startTestApi, type TestApi, testOrigin } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'

let api: TestApi
let author: Member
before(async () => {
  api = await startTestApi()
  author = await api.member({ handle: 'ada' })
})
after(() => api.stop())
beforeEach(async () => {
  const { db } = api.replica.ctx
  await db.deleteFrom('webhook_event').execute()
  await db.deleteFrom('webhook_endpoint').execute()
})

async function listen(events: WebhookEventType[], disabled_because: 'failing' | null = null): Promise<string> {
  const { db, newId } = api.replica.ctx
  const id = newId()
  const row = { id, url: 'https://hooks.example.org', description: '', events, secret: 'sealed', disabled_because }
  await db.insertInto('webhook_endpoint').values(row).execute()
  return id
}

async function publish(text = 'Hello', replyToId?: string): Promise<string> {
  const body = { text, ...(replyToId !== undefined && { replyToId }) }
  const { status, body: post } = await api.request('POST /posts', { token: author.token, body })
  return status === 201 ? post.id : ''
}

const recorded = async () =>
  await api.replica.ctx.db
    .selectFrom('webhook_event as event')
    .innerJoin('webhook_delivery as delivery', 'delivery.event_id', 'event.id')
    .select(['event.id', 'delivery.endpoint_id', 'event.type', 'event.payload', 'delivery.state'])
    .orderBy('delivery.id')
    .execute()

test('a post is told to each endpoint that wants it, as a visitor sees it', async () => {
  const first = await listen(['post.published', 'post.deleted'])
  const second = await listen(['post.published'])
  await listen(['post.deleted'])
  await listen(['post.published'], 'failing')
  const postId = await publish('Bread is ready')
  const rows = await recorded()
  assert.deepEqual(rows.map((row) => row.endpoint_id).sort(), [first, second].sort())
  assert.deepEqual([new Set(rows.map(({ id }) => id)).size, rows[0]?.state], [1, 'waiting'])
  const payload = JSON.parse(rows[0]?.payload ?? '')
  const event = WebhookEvent.parse(payload)
  assert.ok(event.type === 'post.published')
  assert.deepEqual([event.data.post.text, event.data.url], ['Bread is ready', `${testOrigin}/posts/${postId}`])
  assert.equal('viewer' in payload.data.post, false)
  assert.doesNotMatch(rows[0]?.payload ?? '', /example\.org/)
})

test('nothing is kept while nobody listens, or when what happened did not', async () => {
  await publish()
  assert.deepEqual(await api.replica.ctx.db.selectFrom('webhook_event').select('id').execute(), [])
  await listen(['post.published'])
  assert.equal(await publish('An answer', '01890a5d-ac96-774b-bcce-b302099a8057'), '')
  assert.deepEqual(await recorded(), [])
})

test('a post that is sent again with its key is told once', async () => {
  await listen(['post.published'])
  const sent = { token: author.token, headers: { 'idempotency-key': 'once' }, body: { text: 'Once' } }
  await Promise.all([api.request('POST /posts', sent), api.request('POST /posts', sent)])
  assert.equal((await recorded()).length, 1)
})

test('a deleted post is told by its id, and what was said of it before is forgotten', async () => {
  await listen(['post.published', 'post.deleted'])
  const postId = await publish('Not for long')
  await api.request('DELETE /posts/:postId', { token: author.token, params: { postId } })
  const rows = await recorded()
  assert.deepEqual(
    rows.map(({ type }) => type),
    ['post.deleted'],
  )
  const { data } = WebhookEvent.parse(JSON.parse(rows[0]?.payload ?? ''))
  assert.deepEqual(data, { postId, authorId: author.id })
})

test('posts that come while an endpoint is being deleted are all published', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await listen(['post.published'])
    const removal = api.replica.ctx.db.deleteFrom('webhook_endpoint').where('id', '=', id).execute()
    const ids = await Promise.all([publish(), publish(), publish(), removal.then(() => publish())])
    assert.equal(ids.includes(''), false)
  }
})
