import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PictureEvent } from '@porchlight/contract/picture-events'
import { createLogger } from '@porchlight/runtime/logger'
import { Webhook } from 'standardwebhooks'
import { Loopback } from '../testing/loopback.ts'
import { createdEvent } from '../testing/process.ts'
import { notifyHandler } from './handler.ts'
import { WebhookSender } from './webhook.ts'

const secrets = ['whsec_bmV3LXNlY3JldC1mb3ItdGVzdHMtb25seS0x', 'whsec_b2xkLXNlY3JldC1mb3ItdGVzdHMtb25seS0y']
const pictureId = '0197f2a0-0000-7000-8000-000000000001'
const event: PictureEvent = {
  type: 'picture.failed',
  timestamp: '2026-05-01T10:00:00.000Z',
  data: { pictureId, failure: 'damaged' },
}
const context = { getRemainingTimeInMillis: () => 30_000 }

let api: Loopback
before(async () => {
  api = await Loopback.open()
})
after(() => api.close())

function handler() {
  const sender = new WebhookSender({ address: { kind: 'origin', origin: api.origin }, secrets })
  return notifyHandler({ sender, logger: createLogger('images', 'silent') })
}

function record(messageId: string, id = `picture-failed-${messageId}`) {
  return { messageId, body: JSON.stringify({ id, event }) }
}

test('a notification is a Standard Webhooks request that either secret verifies', async () => {
  api.answer = () => ({ status: 204, type: 'text/plain', body: '' })
  assert.deepEqual(await handler()({ Records: [record('1')] }, context), { batchItemFailures: [] })

  const request = api.requests.at(-1)
  assert.ok(request)
  assert.equal(`${request.method} ${request.path}`, 'POST /api/hooks/pictures')
  assert.equal(request.headers['webhook-id'], 'picture-failed-1')
  const headers = {
    'webhook-id': String(request.headers['webhook-id']),
    'webhook-timestamp': String(request.headers['webhook-timestamp']),
    'webhook-signature': String(request.headers['webhook-signature']),
  }
  for (const secret of secrets) assert.deepEqual(new Webhook(secret).verify(request.body, headers), event)
  const other = new Webhook('whsec_YW4tb3RoZXItc2VjcmV0LWZvci10ZXN0cy0z')
  assert.throws(() => other.verify(request.body, headers))
})

test('only what api did not take is reported to the queue', async () => {
  api.answer = ({ headers }) => ({
    status: headers['webhook-id'] === 'refused' ? 503 : 204,
    type: 'text/plain',
    body: '',
  })
  const Records = [record('1'), record('2', 'refused'), { messageId: '3', body: 'not json' }, record('4')]
  assert.deepEqual(await handler()({ Records }, context), {
    batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '3' }],
  })
})

test('an api that is not there is a failure of the message, and no crash', async () => {
  const gone = await Loopback.open()
  const origin = gone.origin
  gone.close()
  const sender = new WebhookSender({ address: { kind: 'origin', origin }, secrets })
  const notify = notifyHandler({ sender, logger: createLogger('images', 'silent') })
  assert.deepEqual(await notify({ Records: [record('1')] }, context), { batchItemFailures: [{ itemIdentifier: '1' }] })
})

test('a picture that Lambda gave up on is told to api as failed', async () => {
  api.answer = () => ({ status: 204, type: 'text/plain', body: '' })
  const record = {
    version: '1.0',
    timestamp: '2026-05-01T10:00:00.123Z',
    requestContext: { requestId: 'r-1', condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    requestPayload: createdEvent(`uploads/public/${pictureId}`),
    responsePayload: { errorMessage: '2026-05-01T10:00:00.000Z r-1 Task timed out after 60.00 seconds' },
  }
  const Records = [{ messageId: 'm-1', body: JSON.stringify(record) }]
  assert.deepEqual(await handler()({ Records }, context), { batchItemFailures: [] })
  const request = api.requests.at(-1)
  assert.equal(request?.headers['webhook-id'], `given-up-m-1-${pictureId}`)
  assert.deepEqual(JSON.parse(request?.body ?? ''), {
    type: 'picture.failed',
    timestamp: record.timestamp,
    data: { pictureId, failure: 'took_too_long' },
  })
})
