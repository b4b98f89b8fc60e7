import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Place, query, startPlace } from '../testing/place.ts'
import { isAlive, temporaryDirectory, until } from '../testing/supervision.ts'

const limits = { timeout: 60_000 }

/** A directory that PostgreSQL's user can pass through, as the data directory of a root is. */
async function placeDirectory(context: TestContext): Promise<string> {
  const directory = await temporaryDirectory(context)
  await chmod(directory, 0o711)
  return directory
}

async function ended(place: Place): Promise<void> {
  await until(() => [place.postgres, ...place.services].every((pid) => !isAlive(pid)))
}

async function stop(place: Place): Promise<void> {
  const exited = once(place.process, 'exit')
  place.process.kill('SIGTERM')
  await exited
}

test('a stopped supervisor leaves no process, and the next start has the rows', limits, async (context) => {
  const directory = await placeDirectory(context)
  const first = await startPlace(context, directory)
  await query(first.databaseUrl, 'create table kept (n int)')
  await query(first.databaseUrl, 'insert into kept values (7)')
  await stop(first)
  assert.deepEqual([first.postgres, ...first.services].filter(isAlive), [])
  const second = await startPlace(context, directory)
  assert.deepEqual(await query(second.databaseUrl, 'select n from kept'), [{ n: 7 }])
  await stop(second)
})

test(
  'when the supervisor is killed everything leaves, and the next start has every acknowledged row',
  limits,
  async (context) => {
    const directory = await placeDirectory(context)
    const first = await startPlace(context, directory)
    await query(first.databaseUrl, 'create table kept (n int)')
    for (let n = 0; n < 20; n += 1) await query(first.databaseUrl, `insert into kept values (${n})`)
    first.process.kill('SIGKILL')
    await ended(first)
    const second = await startPlace(context, directory)
    assert.deepEqual(await query(second.databaseUrl, 'select count(*)::int as rows from kept'), [{ rows: 20 }])
    await stop(second)
  },
)

test('when PostgreSQL and the supervisor are killed together the next start recovers', limits, async (context) => {
  const directory = await placeDirectory(context)
  const first = await startPlace(context, directory)
  await query(first.databaseUrl, 'create table kept (n int)')
  first.process.kill('SIGKILL')
  process.kill(first.postgres, 'SIGKILL')
  const second = await startPlace(context, directory)
  assert.deepEqual(await query(second.databaseUrl, 'select count(*)::int as rows from kept'), [{ rows: 0 }])
  await stop(second)
})

test('killed PostgreSQL is started again with every acknowledged row', limits, async (context) => {
  const place = await startPlace(context, await placeDirectory(context))
  await query(place.databaseUrl, 'create table kept as select 1 as n')
  process.kill(place.postgres, 'SIGKILL')
  await until(() =>
    query(place.databaseUrl, 'select n from kept').then(
      (rows) => rows.length === 1,
      () => false,
    ),
  )
  await stop(place)
})

test('nobody gets into the database without its password', limits, async (context) => {
  const place = await startPlace(context, await placeDirectory(context))
  await assert.rejects(
    query(place.databaseUrl.replace('an-application-for-tests-only', 'guess'), 'select 1'),
    /password authentication failed/,
  )
  await assert.rejects(query(place.databaseUrl.replace(/(?<=porchlight):[^@]*/, ''), 'select 1'), /password/)
  await stop(place)
})

test('where the passwords were lost new ones are let in, to the same rows', limits, async (context) => {
  const directory = await placeDirectory(context)
  const first = await startPlace(context, directory)
  await query(first.databaseUrl, 'create table kept as select 1 as n')
  await stop(first)
  const second = await startPlace(context, directory, { PASSWORD: 'another-password-for-tests-only' })
  assert.deepEqual(await query(second.databaseUrl, 'select n from kept'), [{ n: 1 }])
  await stop(second)
})

test('a service that never starts stops everything, with its last words', limits, async (context) => {
  const directory = await placeDirectory(context)
  const child = spawn(process.execPath, [join(import.meta.dirname, '../testing/supervised-place.ts'), directory], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: '/usr/bin:/bin', TMPDIR: directory, FIXTURE: 'crashing' },
  })
  const words = child.stderr.setEncoding('utf8').toArray()
  const [code] = await once(child, 'exit')
  assert.equal(code, 1)
  assert.match(
    (await words).join(''),
    /fixture \d does not start: it ended 5 times in a row[\s\S]*the flux capacitor is missing/,
  )
})

test('a place where only its owner can enter serves root too', limits, async (context) => {
  const closed = join(await temporaryDirectory(context), 'closed')
  await mkdir(closed, { mode: 0o700 })
  const place = await startPlace(context, closed)
  assert.deepEqual(await query(place.databaseUrl, 'select 1 as n'), [{ n: 1 }])
  place.process.kill('SIGKILL')
  await ended(place)
})
