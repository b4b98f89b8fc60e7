import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { functionsPaths } from '@porchlight/contract/functions-control'
import { createLogger } from '@porchlight/runtime/logger'
import { startTestPostgres } from '@porchlight/runtime/testing/postgres'
import { functions } from '@porchlight/system/data'
import { until } from '../../testing/supervision.ts'
import { createControlServer } from '../control/server.ts'
import { openFunctionsDatabase } from '../queue/open-database.ts'
import { FunctionRunner } from '../runner.ts'
import { uploadEvent } from '../testing/events.ts'
import { CommandFault } from './command-fault.ts'
import { runCommand } from './run.ts'

let dataDirectory: string
const cleanups: (() => unknown)[] = []

before(async () => {
  dataDirectory = await mkdtemp('/tmp/porchlight-functions-')
  await mkdir(join(dataDirectory, 'run'))
  await symlink(dataDirectory, join(dataDirectory, 'run/sockets'))
  const postgres = await startTestPostgres()
  const database = await openFunctionsDatabase(postgres.databaseUrl, new AbortController().signal)
  const logger = createLogger('functions', 'silent')
  const environment = { PATH: process.env.PATH ?? '', JOURNAL: join(dataDirectory, 'journal') }
  const runner = new FunctionRunner({
    functions: functions.map((one) => ({ ...one, retry: { ...one.retry, maxAttempts: 1 } })),
    entry: join(import.meta.dirname, '../testing/function.ts'),
    environments: { 'process-image': environment, notify: environment },
    cores: 1,
    idleMs: 60_000,
    pool: database.pool,
    logger,
  })
  await runner.start()
  const server = createControlServer({ runner, logger, draining: () => false }).listen(socketPath())
  await once(server, 'listening')
  cleanups.push(
    () => server.close(),
    () => runner.stop(0),
    () => database.close(),
    () => postgres.stop(),
    () => rm(dataDirectory, { recursive: true }),
  )
})

after(async () => {
  for (const cleanup of cleanups) await cleanup()
})

const socketPath = () => join(dataDirectory, 'functions.sock')

async function run(...args: string[]): Promise<string> {
  const printed: string[] = []
  await runCommand(args, { dataDirectory, print: (text) => void printed.push(text) })
  return printed.join('\n')
}

async function send(body: string): Promise<number | undefined> {
  const outgoing = request({ socketPath: socketPath(), method: 'POST', path: functionsPaths.events, agent: false })
  outgoing.end(body)
  const [response] = await once(outgoing, 'response')
  response.resume()
  return response.statusCode
}

function refused(exitCode: number, message: RegExp) {
  return (error: unknown) => error instanceof CommandFault && error.exitCode === exitCode && message.test(error.message)
}

test('an event is acknowledged once it is kept, and one that is none is refused', async () => {
  assert.equal(await send('{"Records": [{"eventName": 1}]}'), 422)
  assert.equal(await send('no JSON'), 400)
  assert.equal(await send(JSON.stringify({ Records: [uploadEvent('well').record] })), 202)
})

test('dead letters are shown, redriven and dropped, one or all of a function', async () => {
  const { key, record } = uploadEvent('throws')
  assert.equal(await run('dead-letters', 'process-image'), 'Nothing was given up.')
  assert.equal(await send(JSON.stringify({ Records: [record] })), 202)
  await until(async () => (await run('dead-letters')).includes(key))
  assert.match(await run('dead-letters'), /given up .* after 1 attempts: RangeError: this function throws/)
  assert.match(await run('status'), /process-image .*1 failed/)

  const { items } = JSON.parse(await run('dead-letters', '--json'))
  assert.match(await run('redrive', items[0].id), /^1 given to/)
  await until(async () => (await run('dead-letters')).includes(key))
  assert.equal(await run('drop', items[0].id), '0 dropped.')
  assert.equal(await run('drop', 'process-image'), '1 dropped.')
  assert.equal(await run('dead-letters'), 'Nothing was given up.')
})

test('what is typed wrong is told, with where to find what is right', async () => {
  for (const args of [['stats'], ['redrive'], ['drop', 'everything'], ['dead-letters', 'resize'], ['--nonsense']]) {
    await assert.rejects(run(...args), refused(2, /npm run functions -- --help/))
  }
  assert.match(await run('--help'), /npm run functions -- redrive/)
})

test('where Porchlight does not run it says so', async () => {
  const print = () => undefined
  await assert.rejects(
    runCommand(['status'], { dataDirectory: join(dataDirectory, 'nothing-here'), print }),
    refused(3, /not running on .*nothing-here/),
  )
})
