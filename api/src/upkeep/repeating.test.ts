import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLogger } from '@porchlight/runtime/logger'
import { repeat } from './repeating.ts'

const logger = createLogger('api', 'silent')

test('a task that fails is run again', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let runs = 0
  const stop = repeat(
    {
      name: 'failing',
      intervalMs: 1,
      async run() {
        runs += 1
        if (runs === 3) resolve()
        throw new Error('as it does')
      },
    },
    logger,
  )
  const alive = setInterval(() => {}, 1_000)
  await promise
  clearInterval(alive)
  await stop()
})

test('stopping waits for the run under way and starts no other', async () => {
  const started = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  let runs = 0
  const run = async () => {
    runs += 1
    started.resolve()
    await finish.promise
  }
  const stop = repeat({ name: 'slow', intervalMs: 1, run }, logger)
  const alive = setInterval(() => {}, 1_000)
  await started.promise
  clearInterval(alive)
  let stopped = false
  const stopping = stop().then(() => {
    stopped = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(stopped, false)
  finish.resolve()
  await stopping
  assert.equal(runs, 1)
})
