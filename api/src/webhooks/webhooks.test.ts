import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { assertProblem } from '../testing/problem-assertions.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'
import { isSignedBy, WebhookReceiver } from '../testing/webhook-receiver.ts'

let api: TestApi
let administrator: Member
let receiver: WebhookReceiver
before(async () => {
  receiver = await WebhookReceiver.start()
  api = await startTestApi({ settings: { egress: { ownNetworks: ['127.0.0.1'] } } })
  administrator = await api.administrator()
})
after(async () => {
  receiver.stop()
  await api.stop()
})
beforeEach(async () => {
  receiver.forget()
  await api.replica.ctx.db.deleteFrom('webhook_endpoint').execute()
})

const ask = (endpoint: string, sent: object = {}) => api.request(endpoint, { token: administrator.token, ...sent })
const create = (body: object = {}) =>
  ask('POST /admin/webhooks', { body: { url: receiver.url, events: ['post.published'], ...body } })

test('a webhook is made with a secret that no other answer shows and the database does not give away', async () => {
  const { status, body } = await create({ description: 'A bot' })
  const { secret, ...webhook } = body
  assert.deepEqual([status, webhook.description, webhook.disabledBecause], [201, 'A bot', null])
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  const list = await ask('GET /admin/webhooks')
  assert.deepEqual(list.body, { items: [webhook], nextCursor: null })
  const kept = await api.replica.ctx.db.selectFrom('webhook_endpoint').selectAll().executeTakeFirstOrThrow()
  assert.equal(JSON.stringify(kept).includes(secret.slice('whsec_'.length)), false)
})

test('addresses that are never called are refused where they are typed', async () => {
  const strict = await api.startReplica({ egress: { ownNetworks: [] } })
  for (const url of [
    'http://hooks.example.org/',
    'https://10.0.0.1/',
    'https://2130706433/',
    'https://[::ffff:7f00:1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://me:password@hooks.example.org/',
    'https://hooks.example.org:22/',
  ]) {
    const body = { url, events: ['post.published'] }
    const answer = await strict.request('POST /admin/webhooks', { token: administrator.token, body })
    assertProblem(answer, 'invalid_input', url)
    assert.equal(answer.body.faults[0].pointer, '/url', url)
  }
  assert.deepEqual((await ask('GET /admin/webhooks')).body.items, [])
})

test('a webhook is changed, disabled, enabled and deleted', async () => {
  const { id } = (await create()).body
  const params = { webhookId: id }
  const change = { events: ['post.deleted'], description: 'Archive', enabled: false }
  const disabled = await ask('PATCH /admin/webhooks/:webhookId', { params, body: change })
  assert.deepEqual(
    [disabled.body.events, disabled.body.description, disabled.body.disabledBecause],
    [['post.deleted'], 'Archive', 'administrator'],
  )
  const enabled = await ask('PATCH /admin/webhooks/:webhookId', { params, body: { enabled: true } })
  assert.deepEqual([enabled.body.disabledBecause, enabled.body.description], [null, 'Archive'])
  const refused = await ask('PATCH /admin/webhooks/:webhookId', { params, body: { url: 'https://10.0.0.1/' } })
  assertProblem(refused, 'invalid_input', 'a private address')
  assert.equal((await ask('DELETE /admin/webhooks/:webhookId', { params })).status, 204)
  assertProblem(await ask('DELETE /admin/webhooks/:webhookId', { params }), 'not_found', 'a deleted webhook')
})

test('there are at most twenty, also when two are made at once', async () => {
  for (let count = 0; count < 19; count += 1) await create()
  const both = await Promise.all([create(), create()])
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409])
  assert.equal((await create()).body.code, 'webhook_limit')
})

test('a test arrives at once, signed, also while the webhook is disabled', async () => {
  const { id, secret } = (await create()).body
  const params = { webhookId: id }
  await ask('PATCH /admin/webhooks/:webhookId', { params, body: { enabled: false } })
  const { status, body } = await ask('POST /admin/webhooks/:webhookId/tests', { params })
  assert.deepEqual([status, body.state, body.responseStatus, body.answer], [201, 'delivered', 200, 'thanks'])
  const [message] = receiver.received
  assert.ok(message !== undefined && isSignedBy(secret, message))
  assert.equal(message.headers['webhook-id'], body.eventId)
  assert.deepEqual(JSON.parse(message.body).data, { webhookId: id })
  const list = await ask('GET /admin/webhooks/:webhookId/deliveries', { params })
  assert.deepEqual(list.body, { items: [body], nextCursor: null })
})

test('a test that fails says why, with the first bytes of the answer, and is not tried again', async () => {
  receiver.answer = (response) => response.writeHead(500).end(`no\0pe ${'ä'.repeat(2_000)}`)
  const { id } = (await create()).body
  const { body } = await ask('POST /admin/webhooks/:webhookId/tests', { params: { webhookId: id } })
  assert.deepEqual(
    [body.state, body.fault, body.responseStatus, body.nextAttemptAt],
    ['failed', 'answered_with_error', 500, null],
  )
  assert.match(body.answer, /^no pe ä+$/)
  assert.ok(Buffer.byteLength(body.answer) <= 1_024)
})

test('a name that leads into the private network is told as such', async () => {
  const resolve = async () => ['10.0.0.1']
  const other = await api.startReplica({ egress: { ownNetworks: [], resolve } })
  const body = { url: 'https://inside.example.org/', events: ['post.published'] }
  const created = await other.request('POST /admin/webhooks', { token: administrator.token, body })
  const params = { webhookId: created.body.id }
  const tested = await other.request('POST /admin/webhooks/:webhookId/tests', { token: administrator.token, params })
  assert.deepEqual([tested.body.fault, tested.body.answer], ['address_refused', null])
})

test('after a rotation requests are good by both secrets for a day, and then by the new one only', async () => {
  const { id, secret: old } = (await create()).body
  const params = { webhookId: id }
  const rotated = await ask('POST /admin/webhooks/:webhookId/secrets', { params })
  assert.notEqual(rotated.body.secret, old)
  const hours = (Date.parse(rotated.body.previousSecretUntil) - Date.now()) / 3_600_000
  assert.ok(hours > 23 && hours <= 24)
  await ask('POST /admin/webhooks/:webhookId/tests', { params })
  const { db } = api.replica.ctx
  await db
    .updateTable('webhook_endpoint')
    .set({ previous_secret_until: new Date(0) })
    .execute()
  await ask('POST /admin/webhooks/:webhookId/tests', { params })
  const [during, after] = receiver.received
  assert.ok(during !== undefined && after !== undefined)
  assert.deepEqual([isSignedBy(old, during), isSignedBy(rotated.body.secret, during)], [true, true])
  assert.deepEqual([isSignedBy(old, after), isSignedBy(rotated.body.secret, after)], [false, true])
  assert.equal((await ask('GET /admin/webhooks')).body.items[0].previousSecretUntil, null)
})

test('a secret that was sealed with another authentication secret is told as such', async () => {
  const { id } = (await create()).body
  const other = await api.startReplica({
    authSecret: 'another secret of tests, long enough too',
    egress: { ownNetworks: ['127.0.0.1'] },
  })
  const tested = await other.replica.ctx.db.selectFrom('webhook_endpoint').select('id').executeTakeFirstOrThrow()
  const { sendTest } = await import('./deliveries.ts')
  const delivery = await sendTest(other.replica.ctx, tested.id)
  assert.deepEqual([tested.id, delivery.fault, receiver.received.length], [id, 'secret_unreadable', 0])
})
