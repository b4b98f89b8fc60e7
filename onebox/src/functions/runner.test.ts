import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createLogger } from '@porchlight/runtime/logger'
import { startTestPostgres, type TestPostgres } from '@porchlight/runtime/testing/postgres'
import { functions } from '@porchlight/system/data'
import { until } from '../testing/supervision.ts'
import { type FunctionsDatabase, openFunctionsDatabase } from './queue/open-database.ts'
import { FunctionRunner } from './runner.ts'
import { failedNotification, uploadEvent } from './testing/events.ts'
import { Journal } from './testing/journal.ts'

let server: TestPostgres
let database: FunctionsDatabase
let runner: FunctionRunner
let journal: Journal
let directory: string

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'porchlight-functions-'))
  journal = new Journal(join(directory, 'journal'))
  server = await startTestPostgres()
  database = await openFunctionsDatabase(server.databaseUrl, new AbortController().signal)
  const environment = { PATH: process.env.PATH ?? '', JOURNAL: journal.path }
  runner = new FunctionRunner({
    functions: functions.map((one) => ({
      ...one,
      timeoutSeconds: 3,
      memoryMiB: 120,
      retry: { ...one.retry, maxAttempts: 2, delaysSeconds: [0.05] },
    })),
    entry: join(import.meta.dirname, 'testing/function.ts'),
    environments: { 'process-image': environment, notify: environment },
    cores: 2,
    idleMs: 60_000,
    pool: database.pool,
    logger: createLogger('functions', 'silent'),
  })
  await runner.start()
})

after(async () => {
  await runner.stop(0)
  await database.close()
  await server.stop()
  await rm(directory, { recursive: true })
})

async function statusOf(name: string) {
  const { functions: all } = await runner.status()
  const found = all.find((one) => one.name === name)
  assert.ok(found)
  return found
}

async function deadLetterOf(key: string) {
  const { items } = await runner.deadLetters({ limit: 50 })
  return items.find(({ subject }) => subject === key)
}

async function idle(name: string): Promise<boolean> {
  const { waiting, delayed, inFlight } = await statusOf(name)
  return waiting + delayed + inFlight === 0
}

test('an upload that is expected finds a process that has loaded', async () => {
  runner.expectUpload()
  await until(async () => (await statusOf('process-image')).processes.length === 1)
})

test('an upload invokes the function once, however often its event comes while it waits', async () => {
  const { key, record } = uploadEvent('slow')
  await runner.receiveEvents([record])
  await runner.receiveEvents([record, record])
  await until(() => idle('process-image'))
  assert.equal(await journal.attempts(key), 1)
})

test('objects of other buckets, under other prefixes and that were removed invoke nothing', async () => {
  const { key, record } = uploadEvent()
  await runner.receiveEvents([
    { ...record, eventName: 'ObjectRemoved:Delete' },
    { ...record, s3: { ...record.s3, bucket: { name: 'others' } } },
    uploadEvent('well', 'renders/public/a/large.webp').record,
  ])
  assert.ok(await idle('process-image'))
  assert.equal(await journal.attempts(key), 0)
})

const faults = [
  { behaviour: 'throws', attempt: 'failed', error: /RangeError: this function throws/, told: 'processing_failed' },
  { behaviour: 'dies', attempt: 'crashed', error: /process ended: SIGKILL/, told: 'processing_failed' },
  { behaviour: 'hangs', attempt: 'timedOut', error: /longer than 3 s/, told: 'took_too_long' },
  { behaviour: 'hungry', attempt: 'outOfMemory', error: /126 are allowed/, told: 'processing_failed' },
] as const

for (const { behaviour, attempt, error, told } of faults) {
  test(`a function that ${behaviour} is invoked twice, then a dead letter, and api is told ${told}`, async () => {
    const { key, record } = uploadEvent(behaviour)
    const earlier = (await statusOf('process-image')).attempts[attempt]
    await runner.receiveEvents([record])
    await until(async () => (await deadLetterOf(key)) !== undefined)
    const letter = await deadLetterOf(key)
    assert.equal(letter?.attempts, 2)
    assert.match(letter?.lastError ?? '', error)
    assert.equal(await journal.attempts(key), 2)
    assert.equal((await statusOf('process-image')).attempts[attempt], earlier + 2)

    await until(() => idle('notify'))
    const events = (await journal.notifications()).flat().map(({ event }) => event)
    const failures = events.flatMap(({ type, data }) => (type === 'picture.failed' ? [data] : []))
    assert.deepEqual(
      failures.filter(({ pictureId }) => key.endsWith(pictureId)).map(({ failure }) => failure),
      [told],
    )
  })
}

test('of a batch of notifications only those that failed are tried again, until each is a dead letter', async () => {
  const good = failedNotification()
  const bad = failedNotification('unsupported')
  await Promise.all([runner.receiveNotification(bad), runner.receiveNotification(good)])
  await until(async () => (await deadLetterOf(bad.id)) !== undefined)
  const ids = (await journal.notifications()).flat().map(({ id }) => id)
  assert.equal(ids.filter((id) => id === good.id).length, 1)
  assert.equal(ids.filter((id) => id === bad.id).length, 2)
  const batches = await journal.notifications()
  assert.ok(batches.every((batch) => batch.length <= 10))
})

test('a dead letter that is redriven has all its attempts again; one that is dropped is gone', async () => {
  const { key, record } = uploadEvent('throws')
  await runner.receiveEvents([record])
  await until(async () => (await deadLetterOf(key)) !== undefined)
  const first = await deadLetterOf(key)
  assert.ok(first)
  assert.equal(await runner.redrive({ ids: [first.id] }), 1)
  await until(async () => (await journal.attempts(key)) === 4 && (await deadLetterOf(key)) !== undefined)
  const second = await deadLetterOf(key)
  assert.ok(second)
  assert.equal(await runner.redrive({ ids: [first.id] }), 0)
  assert.equal(await runner.drop({ ids: [second.id] }), 1)
  assert.equal(await deadLetterOf(key), undefined)
})

test('dead letters come in pages, the latest first, and each once', async () => {
  await until(async () => (await statusOf('process-image')).deadLetters > 1)
  const all = await runner.deadLetters({ limit: 50 })
  const seen: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await runner.deadLetters({ limit: 1, ...(cursor && { cursor }) })
    assert.equal(page.items.length, 1)
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== null)
  assert.deepEqual(
    seen,
    all.items.map(({ id }) => id),
  )
  assert.deepEqual(seen, seen.toSorted().toReversed())
})

test('two pictures are worked on at a time, each in a process of its own that is kept', async () => {
  const events = Array.from({ length: 6 }, () => uploadEvent('slow'))
  await runner.receiveEvents(events.map(({ record }) => record))
  await until(async () => (await statusOf('process-image')).inFlight === 2)
  await until(() => idle('process-image'))
  const keys = new Set(events.map(({ key }) => key))
  const lines = await journal.lines()
  const pids = lines
    .filter(({ records }) => records.some(({ s3 }) => keys.has(s3?.object.key ?? '')))
    .map(({ pid }) => pid)
  assert.equal(pids.length, 6)
  assert.equal(new Set(pids).size, 2)
})
