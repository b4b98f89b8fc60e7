import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { EventLoopTurns } from './event-loop-turns.ts'

test('so many go on in a turn of the event loop, in the order in which they asked', async () => {
  const turns = new EventLoopTurns(2)
  const went: string[] = []
  for (const name of ['a', 'b', 'c']) turns.take(() => went.push(name))
  assert.deepEqual(went, [])
  await nextTurn()
  assert.deepEqual(went, ['a', 'b'])
  await nextTurn()
  assert.deepEqual(went, ['a', 'b', 'c'])
})

test('who asks again before their turn has one turn, and after it another', async () => {
  const turns = new EventLoopTurns(1)
  let count = 0
  const again = () => {
    count += 1
  }
  turns.take(again)
  turns.take(again)
  await nextTurn()
  await nextTurn()
  assert.equal(count, 1)
  turns.take(again)
  await nextTurn()
  assert.equal(count, 2)
})

test('who asks for the next turn in their own waits behind those who were there', async () => {
  const turns = new EventLoopTurns(1)
  const went: string[] = []
  const greedy = () => {
    went.push('greedy')
    if (went.length < 4) turns.take(greedy)
  }
  turns.take(greedy)
  turns.take(() => went.push('patient'))
  for (let turn = 0; turn < 4; turn += 1) await nextTurn()
  assert.deepEqual(went, ['greedy', 'patient', 'greedy', 'greedy'])
})
