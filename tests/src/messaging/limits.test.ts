import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { messagingLimits } from '@porchlight/contract/messaging-limits'
import { Conversations, newId, refusal } from './testing/conversations.ts'

let conversations: Conversations
before(async () => {
  conversations = await Conversations.open()
})
after(() => conversations.stop())

/** A minute may end within a test: then its limit begins anew, and the test is done once more. */
async function withinOneMinute(check: () => Promise<void>): Promise<void> {
  const minute = () => Math.floor(Date.now() / 60_000)
  const started = minute()
  try {
    await check()
  } catch (error) {
    if (minute() === started) throw error
    await check()
  }
}

test('who sends too fast is told so, what was refused was not sent, and what was sent is answered again', () =>
  withinOneMinute(async () => {
    const [anna = '', bo = '', cy = ''] = conversations.members(3)
    const conversationId = await conversations.direct(anna, bo)
    const { messagesPerMinute } = messagingLimits
    const id = newId()
    await conversations.send(anna, conversationId, 'x', { id })
    // The conversation that was begun counts as well.
    for (let sent = 3; sent <= messagesPerMinute - 2; sent += 1) await conversations.send(anna, conversationId, 'x')
    const attempts = Array.from({ length: 5 }, () => refusal(conversations.send(anna, conversationId, 'x')))
    const types = await Promise.all(attempts)
    assert.deepEqual(types.toSorted(), ['TooFast', 'TooFast', 'TooFast', undefined, undefined])
    const { messageCount } = await conversations.conversation(bo, conversationId)
    assert.equal(messageCount, messagesPerMinute - 1)
    const react = conversations.change(anna, 'react', { conversationId, target: 1, emoji: '👍' })
    assert.equal(await refusal(react), 'TooFast')
    assert.equal(await refusal(conversations.direct(anna, cy)), 'TooFast')
    assert.equal((await conversations.send(anna, conversationId, 'x', { id })).number, 1)
    assert.equal(await refusal(conversations.send(bo, conversationId, 'x')), undefined)
  }))
