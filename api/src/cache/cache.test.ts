import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import { createLogger } from '@porchlight/runtime/logger'
import { startTestPostgres, type TestPostgres } from '@porchlight/runtime/testing/postgres'
import pg from 'pg'
import { newId } from '../context.ts'
import { findRedisServer, startTestRedis } from '../testing/redis-server.ts'
import type { Cache } from './cache.ts'
import { openCache } from './open-cache.ts'

/** Where values are kept besides the process. Whatever becomes of it, readers find what is so. */
interface Store {
  readonly title: string
  start(): Promise<{ valkeyUrl: string | undefined; stop(): Promise<void> }>
}

const stores: Store[] = [
  { title: 'in process', start: async () => ({ valkeyUrl: undefined, stop: async () => {} }) },
  {
    title: 'with a Valkey that is down',
    start: async () => ({ valkeyUrl: 'valkey://127.0.0.1:1', stop: async () => {} }),
  },
  { title: 'with a Valkey that takes connections and never answers', start: startSilentServer },
]

const redisServer = findRedisServer()
if (redisServer === undefined)
  process.stderr.write('The cache was not tested with Valkey or Redis: install redis-server to include it.\n')
else stores.push({ title: 'with Valkey or Redis', start: () => startRedis(redisServer) })

async function startRedis(program: string) {
  const { socket, stop } = await startTestRedis(program)
  return { valkeyUrl: socket, stop }
}

async function startSilentServer() {
  const server = createServer((socket) => socket.on('error', () => {}).resume())
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return {
    valkeyUrl: `redis://127.0.0.1:${address.port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

let postgres: TestPostgres
let pool: pg.Pool

before(async () => {
  postgres = await startTestPostgres()
  pool = new pg.Pool({ connectionString: postgres.databaseUrl })
})
after(async () => {
  await pool.end()
  await postgres.stop()
})

for (const store of stores) {
  describe(`a cache ${store.title}`, () => {
    let started: Awaited<ReturnType<Store['start']>>
    let here: Cache
    let there: Cache

    before(async () => {
      started = await store.start()
      const settings = {
        databaseUrl: postgres.databaseUrl,
        valkeyUrl: started.valkeyUrl,
        publish: (channel: string, payload: string) => pool.query('select pg_notify($1, $2)', [channel, payload]),
        logger: createLogger('api', 'silent'),
      }
      here = await openCache(settings)
      there = await openCache(settings)
      await untilKeeping(here)
      await untilKeeping(there)
    })
    after(async () => {
      await here.close()
      await there.close()
      await started.stop()
    })

    test('loads once for a thousand who ask at once', async () => {
      const source = new Source('one')
      const key = newId()
      const values = await Promise.all(Array.from({ length: 1_000 }, () => here.read(key, source.load)))
      assert.equal(source.loads, 1)
      assert.deepEqual(new Set(values.map((value) => value?.is)), new Set(['one']))
    })

    test('finds what was written as soon as it was told to forget, and the other replica soon after', async () => {
      const source = new Source('before')
      const key = newId()
      for (const cache of [here, there]) assert.deepEqual(await cache.read(key, source.load), { is: 'before' })
      source.is = 'after'
      await here.forget([key])
      assert.deepEqual(await here.read(key, source.load), { is: 'after' })
      await eventually(async () => (await there.read(key, source.load))?.is === 'after')
    })

    test('gives a load that began before a write to nobody who asks after it', async () => {
      const [began, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const key = newId()
      const early = here.read(key, async () => {
        began.resolve()
        await gate.promise
        return { is: 'before' }
      })
      await began.promise
      await here.forget([key])
      const source = new Source('after')
      assert.deepEqual(await here.read(key, source.load), { is: 'after' })
      gate.resolve()
      assert.deepEqual(await early, { is: 'before' })
      for (const cache of [here, there]) assert.deepEqual(await cache.read(key, source.load), { is: 'after' })
    })

    test('does not keep what is not there', async () => {
      const source = new Source(null)
      const key = newId()
      assert.equal(await here.read(key, source.load), null)
      source.is = 'there now'
      assert.deepEqual(await here.read(key, source.load), { is: 'there now' })
    })

    test('passes on the fault of a load, and loads again', async () => {
      const key = newId()
      const fault = new Error('the database is away', { cause: 'a test' })
      await assert.rejects(
        here.read(key, () => Promise.reject(fault)),
        (error) => error === fault,
      )
      assert.deepEqual(await here.read(key, new Source('back').load), { is: 'back' })
    })

    test('forgets more than one message holds', async () => {
      const source = new Source('before')
      const keys = Array.from({ length: 250 }, () => newId())
      for (const key of keys) await there.read(key, source.load)
      source.is = 'after'
      await here.forget(keys)
      for (const key of keys) await eventually(async () => (await there.read(key, source.load))?.is === 'after')
    })

    test('trusts nothing that it kept when it could not hear, and hears again by itself', async () => {
      const source = new Source('before')
      const key = newId()
      await there.read(key, source.load)
      await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'porchlight-api-listen' and datname = current_database()`)
      await eventually(async () => {
        const loads = source.loads
        await there.read(key, source.load)
        return source.loads > loads
      })
      await untilKeeping(here)
      await untilKeeping(there)
      await there.read(key, source.load)
      source.is = 'after'
      await here.forget([key])
      await eventually(async () => (await there.read(key, source.load))?.is === 'after')
    })
  })
}

/** What a database would say, and how often it was asked. */
class Source {
  is: string | null
  loads = 0

  constructor(is: string | null) {
    this.is = is
  }

  load = async (): Promise<{ is: string } | null> => {
    this.loads += 1
    const { is } = this
    await turn()
    return is === null ? null : { is }
  }
}

async function untilKeeping(cache: Cache): Promise<void> {
  await eventually(async () => {
    const source = new Source('kept')
    const key = newId()
    for (const _ of [1, 2]) await cache.read(key, source.load)
    return source.loads === 1
  })
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(10)
}
