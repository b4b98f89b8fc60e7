import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Notice } from '@porchlight/contract/messaging'
import { createLogger } from '@porchlight/runtime/logger'
import { openNotices } from './notices.ts'

const logger = createLogger('api', 'silent')
const waitMs = { 'picture.changed': 1, 'notifications.changed': 1, 'post.published': 1 }

/** Notices as a client sends them, which the test lets go one by one. */
function heldClient() {
  const sent: { recipientIds: readonly string[]; topic?: string; notice: Notice }[] = []
  const held: (() => void)[] = []
  let looking = Promise.withResolvers<void>()
  return {
    sent,
    client: {
      async send({ variables }: { variables: object }) {
        const { input } = Object(variables)
        sent.push({ ...input, notice: JSON.parse(input.notice) })
        const { promise, resolve } = Promise.withResolvers<void>()
        held.push(resolve)
        looking.resolve()
        await promise
      },
    },
    async reached(count: number) {
      while (sent.length < count) {
        looking = Promise.withResolvers()
        const alive = setInterval(() => {}, 1_000)
        await looking.promise.finally(() => clearInterval(alive))
      }
    },
    release() {
      for (const resolve of held.splice(0)) resolve()
    },
  }
}

const changed = { type: 'notifications.changed' } as const

test('of notices that outdate one another only the last is told, to each whom it concerns', async () => {
  const { client, sent, reached, release } = heldClient()
  const { notify } = openNotices({ client, logger, waitMs })
  for (const _ of [1, 2, 3]) notify({ memberIds: ['one'] }, changed)
  notify({ memberIds: ['two'] }, changed)
  for (const pictureId of ['a', 'b', 'a']) notify({ memberIds: ['one'] }, { type: 'picture.changed', pictureId })
  for (const postId of ['first', 'last']) notify('everyone', { type: 'post.published', postId, authorId: 'one' })
  await reached(4)
  release()
  await reached(5)
  assert.deepEqual(
    sent.map(({ recipientIds, topic, notice }) => [recipientIds.join(), topic, Object.values(notice).join(' ')]),
    [
      ['one', undefined, 'notifications.changed'],
      ['two', undefined, 'notifications.changed'],
      ['one', undefined, 'picture.changed a'],
      ['one', undefined, 'picture.changed b'],
      ['', 'everyone', 'post.published last one'],
    ],
  )
  release()
})

test('while nothing is accepted, a bounded number waits; what comes on top is dropped, and later ones are told', async () => {
  const { client, sent, reached, release } = heldClient()
  const { notify } = openNotices({ client, logger, waitMs })
  for (let n = 0; n < 5_000; n += 1) notify({ memberIds: [String(n)] }, changed)
  await reached(4)
  assert.equal(sent.length, 4)
  for (let told = 4; told < 1_000; told += 4) {
    release()
    await reached(told + 4)
  }
  release()
  notify({ memberIds: ['later'] }, changed)
  await reached(1_001)
  assert.deepEqual(sent.at(-1)?.recipientIds, ['later'])
  release()
})

test('a messaging tier that cannot be reached troubles nobody', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let tries = 0
  const client = {
    async send() {
      tries += 1
      if (tries === 2) resolve()
      throw new Error('connect ENOENT')
    },
  }
  const { notify } = openNotices({ client, logger, waitMs })
  notify({ memberIds: ['one'] }, changed)
  notify({ memberIds: ['two'] }, changed)
  const alive = setInterval(() => {}, 1_000)
  await promise.finally(() => clearInterval(alive))
})
