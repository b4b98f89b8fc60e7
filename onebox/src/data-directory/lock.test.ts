import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { temporaryDirectory } from '../testing/supervision.ts'
import { lockData } from './lock.ts'

const lockModule = new URL('lock.ts', import.meta.url).href

async function dataDirectory(context: TestContext): Promise<string> {
  const data = await temporaryDirectory(context)
  await mkdir(join(data, 'run'))
  return data
}

/** A process that holds the lock, or says that it does not get it, until it is killed. */
async function holder(context: TestContext, data: string) {
  const script = `
    import { lockData } from '${lockModule}'
    let answer = 'locked'
    try { globalThis.kept = lockData(process.argv[1]) } catch (error) { answer = error.message }
    console.log(answer)
    setInterval(() => {}, 60_000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  context.after(async () => {
    child.kill('SIGKILL')
    await exited
  })
  const [answer] = await once(child.stdout.setEncoding('utf8'), 'data')
  return { child, exited, answer: String(answer).trim() }
}

test('a second process on the same data is told so in a sentence', async (context) => {
  const data = await dataDirectory(context)
  const lock = lockData(data)
  const { answer } = await holder(context, data)
  assert.match(answer, /^Another Porchlight is running on the data in .*Stop it first/)
  lock.release()
})

test('the lock of a killed process is free at once', async (context) => {
  const data = await dataDirectory(context)
  const { child, exited, answer } = await holder(context, data)
  assert.equal(answer, 'locked')
  child.kill('SIGKILL')
  await exited
  lockData(data).release()
})

test('of several that start at once exactly one gets the lock', async (context) => {
  const data = await dataDirectory(context)
  const answers = await Promise.all([1, 2, 3, 4].map(async () => (await holder(context, data)).answer))
  assert.equal(answers.filter((answer) => answer === 'locked').length, 1)
})
