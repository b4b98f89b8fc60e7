import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startRealtime } from './testing/realtime-under-test.ts'
import { start } from './testing/test-api.ts'

/** Around each length at which the header of a frame grows. */
const lengths = [...range(0, 130), ...range(65_400, 65_540), 100_000]

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

test('a message of any length arrives as it was, whatever the id', async (context) => {
  const { enter, subscriptions } = await startRealtime(context)
  const client = await enter()
  client.send(start('ü"\\ 1'))
  await client.next()
  for (const length of lengths) {
    const body = `é${'x'.repeat(length)}`
    subscriptions.publish({ field: 'sendMessage', data: { body, recipientIds: ['ada'] } })
    const payload = { data: { onEntry: { number: null, body } } }
    assert.deepEqual(await client.next(), { type: 'data', id: 'ü"\\ 1', payload })
  }
})
