import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Notice } from '@porchlight/contract/messaging'
import type { Connection, Messaging } from '@porchlight/messaging/client'
import { changeMessaging } from './messenger.ts'
import { isLive, type News, onNews } from './notices.ts'
import { connect } from './testing/fake-connect.ts'

/** A connection that a test tells what to do. */
function told() {
  const listeners = new Set<(notice: Notice) => void>()
  const watchers = new Set<() => void>()
  let connection: Connection = { state: 'live', retryAt: undefined, generation: 1 }
  const messaging: Messaging = {
    ...connect(),
    connection: {
      getSnapshot: () => connection,
      subscribe: (watcher) => {
        watchers.add(watcher)
        return () => watchers.delete(watcher)
      },
    },
    onNotice: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    messaging,
    tell: (notice: Notice) => listeners.forEach((listener) => void listener(notice)),
    become: (state: Connection['state'], generation: number) => {
      connection = { state, retryAt: undefined, generation }
      watchers.forEach((watcher) => void watcher())
    },
  }
}

test('what is told is passed on, and a connection that came back says that something may be missing', (t) => {
  t.after(() => changeMessaging(null))
  const heard: News['type'][] = []
  const stop = onNews(({ type }) => heard.push(type))
  assert.equal(isLive(), false)
  const one = told()
  changeMessaging(one.messaging)
  assert.equal(isLive(), true)
  one.tell({ type: 'picture.changed', pictureId: '0198b1de-0000-7000-8000-000000000001' })
  one.become('connecting', 1)
  one.become('live', 2)
  assert.deepEqual(heard, ['picture.changed', 'missed'])
  stop()
  one.tell({ type: 'notifications.changed' })
  assert.deepEqual(heard, ['picture.changed', 'missed'])
})

test('whoever signs in next is listened to, and who left no longer', (t) => {
  t.after(() => changeMessaging(null))
  const heard: News['type'][] = []
  t.after(onNews(({ type }) => heard.push(type)))
  const [one, other] = [told(), told()]
  changeMessaging(one.messaging)
  changeMessaging(other.messaging)
  one.tell({ type: 'notifications.changed' })
  other.tell({ type: 'notifications.changed' })
  assert.deepEqual(heard, ['notifications.changed'])
})
