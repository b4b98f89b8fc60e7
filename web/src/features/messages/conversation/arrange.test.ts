import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '@porchlight/messaging/client'
import { arrange } from './arrange.ts'

function message(number: number, different: Partial<Message> = {}): Message {
  return {
    kind: 'message',
    number,
    id: `m${number}`,
    senderId: 'ada',
    sentAt: new Date(2026, 2, 4, 12, number).toISOString(),
    mine: false,
    body: 'Hello',
    replyTo: undefined,
    attachments: [],
    reactions: [],
    editedAt: null,
    deletedAt: null,
    changes: [],
    ...different,
  }
}

function shape(items: ReturnType<typeof arrange>): string[] {
  return items.map((item) => {
    if (item.kind !== 'message') return item.kind
    return `${item.message.number}${item.opens ? ' opens' : ''}${item.closes ? ' closes' : ''}`
  })
}

test('what one member says in one go stands together; another member or a pause begins anew', () => {
  const entries = [message(1), message(2), message(3, { senderId: 'ben' }), message(4), message(10)]
  assert.deepEqual(shape(arrange(entries, undefined)), [
    'day',
    '1 opens',
    '2 closes',
    '3 opens closes',
    '4 opens closes',
    '10 opens closes',
  ])
})

test('a new day and the first unread message are marked, and break what was said in one go', () => {
  const nextDay = new Date(2026, 2, 5, 0, 1).toISOString()
  const entries = [message(1), message(2), message(3, { sentAt: nextDay })]
  assert.deepEqual(shape(arrange(entries, 2)), [
    'day',
    '1 opens closes',
    'unread',
    '2 opens closes',
    'day',
    '3 opens closes',
  ])
})

test('members who come and go stand between what is said', () => {
  const { id, senderId, sentAt } = message(2)
  const joined = { kind: 'membership', number: 2, id, senderId, sentAt, joined: ['cy'], left: [], role: null } as const
  assert.deepEqual(shape(arrange([message(1), joined, message(3)], undefined)), [
    'day',
    '1 opens closes',
    'event',
    '3 opens closes',
  ])
})
