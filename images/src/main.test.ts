import assert from 'node:assert/strict'
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('main.ts', import.meta.url))

test('a function process says that it is ready, answers an invocation, and leaves with its runner', async () => {
  const child = fork(entry, ['notify'])
  const [ready] = await once(child, 'message')
  assert.deepEqual(ready, { kind: 'ready' })

  child.send({ kind: 'invoke', id: '1', event: { Records: [] }, remainingMs: 1_000 })
  const [answer] = await once(child, 'message')
  assert.deepEqual(answer, { kind: 'done', id: '1', result: { batchItemFailures: [] } })

  child.disconnect()
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
})

test('started by hand it says who starts it', () => {
  const { status, stderr } = spawnSync(process.execPath, [entry, 'notify'], { encoding: 'utf8' })
  assert.equal(status, 1)
  assert.match(stderr, /function runner starts this/)
})
