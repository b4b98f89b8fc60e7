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

test('the rows of one place outlive whatever happens to it', { timeout: 120_000 }, async (context) => {
  const directory = await placeDirectory(context)
  let place = await startPlace(context, directory)
  const rows = (databaseUrl = place.databaseUrl) => query(databaseUrl, 'select count(*)::int as rows from kept')
  await query(place.databaseUrl, 'create table kept (n int)')
  await query(place.databaseUrl, 'insert into kept values (7)')

  await context.test('a stopped supervisor leaves no process, and the next start has the rows', async () => {
    await stop(place)
    assert.deepEqual([place.postgres, ...place.services].filter(isAlive), [])
    place = await startPlace(context, directory)
    assert.deepEqual(await rows(), [{ rows: 1 }])
  })

  await context.test('when the supervisor is killed everything leaves, and no acknowledged row is lost', async () => {
    for (let n = 0; n < 20; n += 1) await query(place.databaseUrl, `insert into kept values (${n})`)
    place.process.kill('SIGKILL')
    await ended(place)
    place = await startPlace(context, directory)
    assert.deepEqual(await rows(), [{ rows: 21 }])
  })

  await context.test('when PostgreSQL and the supervisor are killed together the next start recovers', async () => {
    place.process.kill('SIGKILL')
    process.kill(place.postgres, 'SIGKILL')
    place = await startPlace(context, directory)
    assert.deepEqual(await rows(), [{ rows: 21 }])
  })

  await context.test('killed PostgreSQL is started again with every acknowledged row', async () => {
    await query(place.databaseUrl, 'insert into kept values (8)')
    process.kill(place.postgres, 'SIGKILL')
    await until(() =>
      rows().then(
        ([row]) => row?.rows === 22,
        () => false,
      ),
    )
  })

  await context.test('nobody gets into the database without its password', async () => {
    const guessed = place.databaseUrl.replace('an-application-for-tests-only', 'guess')
    await assert.rejects(rows(guessed), /password authentication failed/)
    await assert.rejects(rows(place.databaseUrl.replace(/(?<=porchlight):[^@]*/, '')), /password/)
  })

  await context.test('where the passwords were lost new ones are let in, to the same rows', async () => {
    await stop(place)
    place = await startPlace(context, directory, { PASSWORD: 'another-password-for-tests-only' })
    assert.deepEqual(await rows(), [{ rows: 22 }])
    await stop(place)
  })
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
