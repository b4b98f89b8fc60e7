import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { PictureEvent } from '@porchlight/contract/picture-events'
import { Loopback } from '../testing/loopback.ts'
import { openQueue } from './open-queue.ts'
import { QueueText } from './queue-settings.ts'

const event: PictureEvent = {
  type: 'picture.failed',
  timestamp: '2026-05-01T10:00:00.000Z',
  data: { pictureId: '0197f2a0-0000-7000-8000-000000000001', failure: 'damaged' },
}
const id = 'picture-failed-0197f2a0-0000-7000-8000-000000000001'

let server: Loopback
before(async () => {
  server = await Loopback.open()
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'example',
    AWS_SECRET_ACCESS_KEY: 'example',
  })
})
after(() => server.close())

test('SQS is sent the event as a signed SendMessage', async () => {
  server.answer = ({ body }) => {
    const message: { MessageBody: string } = JSON.parse(body)
    const digest = createHash('md5').update(message.MessageBody).digest('hex')
    return {
      status: 200,
      type: 'application/x-amz-json-1.0',
      body: JSON.stringify({ MD5OfMessageBody: digest, MessageId: '1' }),
    }
  }
  const queueUrl = `${server.origin}/123456789012/notifications`
  const queue = await openQueue(QueueText.parse(`sqs:${queueUrl}`))
  await queue.send(id, event)

  const request = server.requests.at(-1)
  assert.equal(request?.headers['x-amz-target'], 'AmazonSQS.SendMessage')
  assert.match(
    String(request?.headers.authorization),
    /^AWS4-HMAC-SHA256 Credential=example\/\d{8}\/eu-central-1\/sqs\//,
  )
  assert.deepEqual(JSON.parse(request?.body ?? ''), { QueueUrl: queueUrl, MessageBody: JSON.stringify({ id, event }) })
})

test('a message that SQS refuses is a fault', async () => {
  server.answer = () => ({
    status: 400,
    type: 'application/x-amz-json-1.0',
    body: JSON.stringify({ __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'no such queue' }),
  })
  const queue = await openQueue(QueueText.parse(`sqs:${server.origin}/123456789012/gone`))
  await assert.rejects(queue.send(id, event), /no such queue/)
})

test('the function runner is sent the event, and a refusal is a fault', async () => {
  server.answer = () => ({ status: 202, type: 'text/plain', body: '' })
  const queue = await openQueue(QueueText.parse(`runner:tcp:${new URL(server.origin).host}`))
  await queue.send(id, event)
  const request = server.requests.at(-1)
  assert.equal(`${request?.method} ${request?.path}`, 'POST /queues/notifications')
  assert.deepEqual(JSON.parse(request?.body ?? ''), { id, event })

  server.answer = () => ({ status: 503, type: 'text/plain', body: '' })
  await assert.rejects(queue.send(id, event), /answered 503/)
})
