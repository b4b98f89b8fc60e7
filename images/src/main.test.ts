import assert from 'node:assert/strict'
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('main.ts', import.meta.url))

test('a function process says that it is ready, answers an invocation, and leaves with its runner', async () => {
  const child = fork(entry, ['notify'], {
    env: {
      ...process.env,
      PORCHLIGHT_HOOK_URL: 'unix:/nowhere.sock',
      PORCHLIGHT_HOOK_SECRETS: 'whsec_bmV3LXNlY3JldC1mb3ItdGVzdHMtb25seS0x',
    },
  })
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

test('a function without its settings says what is missing and exits', async () => {
  const child = fork(entry, ['notify'], { env: { PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const said = child.stderr === null ? '' : text(child.stderr)
  const [code] = await once(child, 'exit')
  assert.equal(code, 1)
  assert.match(await said, /PORCHLIGHT_HOOK_URL/)
})
