import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Conversations, newId, refusal } from './testing/conversations.ts'

let conversations: Conversations
before(async () => {
  conversations = await Conversations.open({ messagesPerMinute: '8', bodyUtf16Units: '10', groupMembers: '3' })
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
    const id = newId()
    await conversations.send(anna, conversationId, 'x', { id })
    // The conversation that was begun counts as well.
    for (let sent = 3; sent <= 6; sent += 1) await conversations.send(anna, conversationId, 'x')
    const attempts = Array.from({ length: 5 }, () => refusal(conversations.send(anna, conversationId, 'x')))
    const types = await Promise.all(attempts)
    assert.deepEqual(types.toSorted(), ['TooFast', 'TooFast', 'TooFast', undefined, undefined])
    const { messageCount } = await conversations.conversation(bo, conversationId)
    assert.equal(messageCount, 7)
    const react = conversations.change(anna, 'react', { conversationId, target: 1, emoji: '👍' })
    assert.equal(await refusal(react), 'TooFast')
    assert.equal(await refusal(conversations.direct(anna, cy)), 'TooFast')
    assert.equal((await conversations.send(anna, conversationId, 'x', { id })).number, 1)
    assert.equal(await refusal(conversations.send(bo, conversationId, 'x')), undefined)
  }))

test('the operator sets limits', async () => {
  const [anna = '', bo = '', cy = '', dan = ''] = conversations.members(4)
  const conversationId = await conversations.group(anna, [bo, cy])
  assert.equal(await refusal(conversations.group(anna, [bo, cy, dan])), 'TooManyMembers')
  assert.equal(await refusal(conversations.send(anna, conversationId, 'a'.repeat(11))), 'TooLong')
})
