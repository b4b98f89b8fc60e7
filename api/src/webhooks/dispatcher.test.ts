import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'
import { isSignedBy, WebhookReceiver } from '../testing/webhook-receiver.ts'
import { type Dispatcher, openDispatcher } from './dispatcher.ts'
import { maxPerEndpoint } from './lease-queries.ts'

let api: TestApi
let administrator: Member
let receiver: WebhookReceiver
let other: WebhookReceiver
before(async () => {
  receiver = await WebhookReceiver.start()
  other = await WebhookReceiver.start()
  api = await startTestApi({ settings: { egress: { ownNetworks: ['127.0.0.1'] } } })
  administrator = await api.administrator()
})
after(async () => {
  receiver.stop()
  other.stop()
  await api.stop()
})
beforeEach(async () => {
  receiver.forget()
  other.forget()
  const { db } = api.replica.ctx
  await db.deleteFrom('webhook_event').execute()
  await db.deleteFrom('webhook_endpoint').execute()
  await db.deleteFrom('mail').execute()
})

const ask = (endpoint: string, sent: object = {}) => api.request(endpoint, { token: administrator.token, ...sent })

async function listen(at: WebhookReceiver = receiver): Promise<{ id: string; secret: string }> {
  const body = { url: at.url, events: ['post.published', 'post.deleted'] }
  return (await ask('POST /admin/webhooks', { body })).body
}

async function publish(count = 1): Promise<string[]> {
  const posts = Array.from({ length: count }, (_, index) => ask('POST /posts', { body: { text: `Post ${index}` } }))
  return (await Promise.all(posts)).map(({ body }) => body.id)
}

async function deliver(dispatcher: Dispatcher = openDispatcher(api.replica.ctx)): Promise<void> {
  await dispatcher.dispatch()
  await dispatcher.settled()
}

const deliveries = async (webhookId: string) =>
  (await ask('GET /admin/webhooks/:webhookId/deliveries', { params: { webhookId } })).body.items

async function makeDue(): Promise<void> {
  const { db } = api.replica.ctx
  await db.updateTable('webhook_delivery').set({ next_attempt_at: new Date() }).where('state', '=', 'waiting').execute()
}

test('a published post arrives, signed, and is shown as delivered', async () => {
  const { id, secret } = await listen()
  const [postId] = await publish()
  await deliver()
  const [message] = receiver.received
  assert.ok(message !== undefined && isSignedBy(secret, message))
  assert.equal(JSON.parse(message.body).data.post.id, postId)
  const [delivery] = await deliveries(id)
  assert.deepEqual(
    [delivery.state, delivery.attempts, delivery.responseStatus, delivery.answer, delivery.nextAttemptAt],
    ['delivered', 1, 200, 'thanks', null],
  )
})

test('several replicas deliver each message once, and no endpoint holds more than its share', async () => {
  await listen()
  await publish(30)
  receiver.answer = (response) => setTimeout(() => response.end(), 5)
  const { replica } = await api.startReplica()
  const replicas = [api.replica.ctx, replica.ctx, api.replica.ctx].map(openDispatcher)
  await Promise.all(replicas.map((dispatcher) => deliver(dispatcher)))
  await deliver()
  const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
  assert.deepEqual([ids.length, new Set(ids).size], [30, 30])
  assert.ok(receiver.mostHeld <= maxPerEndpoint, `${receiver.mostHeld} at once`)
})

test('an endpoint that never answers does not hold up another', async () => {
  await listen(other)
  await listen(receiver)
  const stuck = Promise.withResolvers<void>()
  other.answer = () => {
    if (other.holding === maxPerEndpoint) stuck.resolve()
  }
  await publish(10)
  const dispatcher = openDispatcher(api.replica.ctx)
  await dispatcher.dispatch()
  await stuck.promise
  while (receiver.received.length < 10) await new Promise((resolve) => setImmediate(resolve))
  assert.equal(other.received.length, maxPerEndpoint)
  await dispatcher.stop()
})

test('what a stop cuts short is taken up by another replica without losing an attempt', async () => {
  const { id } = await listen()
  const held = Promise.withResolvers<void>()
  receiver.answer = () => held.resolve()
  await publish()
  const dispatcher = openDispatcher(api.replica.ctx)
  await dispatcher.dispatch()
  await held.promise
  await dispatcher.stop()
  assert.deepEqual([(await deliveries(id))[0].state, (await deliveries(id))[0].attempts], ['waiting', 0])
  receiver.forget()
  await deliver()
  assert.deepEqual([receiver.received.length, (await deliveries(id))[0].attempts], [1, 1])
})

test('a stop that comes while deliveries are being taken leaves none in hand', async () => {
  const { id } = await listen()
  receiver.answer = () => {}
  await publish(3)
  const dispatcher = openDispatcher(api.replica.ctx)
  const dispatching = dispatcher.dispatch()
  await dispatcher.stop()
  const { db } = api.replica.ctx
  const held = await db.selectFrom('webhook_delivery').select('id').where('leased_until', 'is not', null).execute()
  assert.deepEqual(held, [])
  assert.equal((await deliveries(id)).length, 3)
  await dispatching
})

test('what a replica that died had in its hands is taken up once its lease is over', async () => {
  await listen()
  await publish()
  const { db } = api.replica.ctx
  const leased = (leased_until: Date) => db.updateTable('webhook_delivery').set({ leased_until }).execute()
  await leased(new Date(Date.now() + 60_000))
  await deliver()
  assert.equal(receiver.received.length, 0)
  await leased(new Date(Date.now() - 1_000))
  await deliver()
  assert.equal(receiver.received.length, 1)
})

test('a failure is tried again later and later, for more than a day, and then given up and shown', async () => {
  const { id } = await listen()
  await publish()
  receiver.answer = (response) => response.writeHead(500).end('not today')
  const waits: number[] = []
  for (let count = 0; count < 8; count += 1) {
    await makeDue()
    await deliver()
    const [{ lastAttemptAt, nextAttemptAt }] = await deliveries(id)
    if (nextAttemptAt !== null) waits.push((Date.parse(nextAttemptAt) - Date.parse(lastAttemptAt)) / 1_000)
  }
  const planned = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400]
  assert.equal(waits.length, planned.length)
  for (const [index, plan] of planned.entries())
    assert.ok((waits[index] ?? 0) >= plan - 0.01 && (waits[index] ?? 0) <= plan * 1.1 + 0.01, `${waits[index]}`)
  const [failed] = await deliveries(id)
  assert.deepEqual(
    [failed.state, failed.attempts, failed.fault, failed.responseStatus, failed.answer],
    ['failed', 8, 'answered_with_error', 500, 'not today'],
  )
  assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1)
})

test('an endpoint that asks for time is given it', async () => {
  const { id } = await listen()
  await publish()
  receiver.answer = (response) => response.writeHead(429, { 'retry-after': '3000' }).end()
  await deliver()
  const [{ lastAttemptAt, nextAttemptAt }] = await deliveries(id)
  assert.equal(Date.parse(nextAttemptAt) - Date.parse(lastAttemptAt), 3_000_000)
})

test('a redirect is not followed and is told as such', async () => {
  const { id } = await listen()
  await publish()
  receiver.answer = (response) => response.writeHead(308, { location: other.url }).end()
  await deliver()
  const [delivery] = await deliveries(id)
  assert.deepEqual([delivery.fault, delivery.responseStatus, other.received.length], ['redirected', 308, 0])
})

test('a delivery that failed is delivered again under the same id', async () => {
  const { id } = await listen()
  await publish()
  receiver.answer = (response) => response.writeHead(400).end()
  await deliver()
  const [delivery] = await deliveries(id)
  const params = { webhookId: id, deliveryId: delivery.id }
  const endpoint = 'POST /admin/webhooks/:webhookId/deliveries/:deliveryId/redeliveries'
  const again = await ask(endpoint, { params })
  assert.deepEqual([again.status, again.body.state, again.body.attempts], [200, 'waiting', 0])
  receiver.answer = (response) => response.writeHead(204).end()
  await deliver()
  assert.deepEqual([(await deliveries(id))[0].state, receiver.received.length], ['delivered', 2])
  assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1)
  await ask('PATCH /admin/webhooks/:webhookId', { params: { webhookId: id }, body: { enabled: false } })
  assert.equal((await ask(endpoint, { params })).body.code, 'webhook_disabled')
})

test('an endpoint that failed for days is disabled, administrators are told once, and enabling resumes', async () => {
  const { id } = await listen()
  await publish(3)
  const { db } = api.replica.ctx
  receiver.answer = (response) => response.writeHead(502).end()
  await deliver()
  const view = async () => (await ask('GET /admin/webhooks')).body.items[0]
  assert.deepEqual([(await view()).disabledBecause, (await view()).failingSince === null], [null, false])
  await db
    .updateTable('webhook_endpoint')
    .set({ failing_since: new Date(Date.now() - 4 * 86_400_000) })
    .execute()
  await makeDue()
  await deliver()
  assert.equal((await view()).disabledBecause, 'failing')
  const mails = await db.selectFrom('mail').select(['recipient', 'body']).execute()
  const administrators = await db.selectFrom('member').select('email').where('role', '=', 'administrator').execute()
  assert.deepEqual(mails.map(({ recipient }) => recipient).sort(), administrators.map(({ email }) => email).sort())
  assert.match(mails[0]?.body ?? '', /127\.0\.0\.1:\d+ could not be reached for three days/)
  receiver.forget()
  await publish()
  await makeDue()
  await deliver()
  assert.equal(receiver.received.length, 0)
  await ask('PATCH /admin/webhooks/:webhookId', { params: { webhookId: id }, body: { enabled: true } })
  await deliver()
  assert.deepEqual([receiver.received.length, (await view()).failingSince], [3, null])
})

test('an endpoint that is gone is disabled at once', async () => {
  await listen()
  await publish()
  receiver.answer = (response) => response.writeHead(410).end()
  await deliver()
  const { body } = await ask('GET /admin/webhooks')
  assert.equal(body.items[0].disabledBecause, 'gone')
})

test('deliveries are listed newest first, page by page, and by their state', async () => {
  const { id } = await listen()
  await publish(3)
  await deliver()
  receiver.answer = (response) => response.writeHead(500).end()
  await publish(1)
  await deliver()
  const params = { webhookId: id }
  const endpoint = 'GET /admin/webhooks/:webhookId/deliveries'
  const first = await ask(endpoint, { params, query: { limit: 3 } })
  assert.deepEqual(
    first.body.items.map(({ state }: { state: string }) => state),
    ['waiting', 'delivered', 'delivered'],
  )
  const second = await ask(endpoint, { params, query: { limit: 3, cursor: first.body.nextCursor } })
  assert.deepEqual([second.body.items.length, second.body.nextCursor], [1, null])
  const waiting = await ask(endpoint, { params, query: { state: 'waiting' } })
  assert.equal(waiting.body.items.length, 1)
})
