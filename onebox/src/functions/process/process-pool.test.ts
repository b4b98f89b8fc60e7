import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { until } from '../../testing/supervision.ts'
import { ProcessPool } from './process-pool.ts'

const directory = await mkdtemp(join(tmpdir(), 'porchlight-pool-'))
const program = {
  name: 'process-image',
  entry: join(import.meta.dirname, '../testing/function.ts'),
  environment: { PATH: process.env.PATH ?? '', JOURNAL: join(directory, 'journal') },
  memoryBytes: 500_000_000,
  timeoutMs: 10_000,
} as const
const pool = new ProcessPool(program, 50)
after(async () => {
  pool.kill()
  await rm(directory, { recursive: true })
})

const slow = { Records: [{ behaviour: 'slow' }] }

test('of processes that have nothing to do the last one stays, and is there for the next invocation', async () => {
  const outcomes = await Promise.all([pool.invoke(slow), pool.invoke(slow), pool.invoke(slow)])
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['succeeded', 'succeeded', 'succeeded'],
  )
  await until(async () => pool.processes.length === 1)
  const [kept] = pool.processes
  assert.equal((await pool.invoke({ Records: [] })).kind, 'succeeded')
  assert.deepEqual(pool.processes, [kept])
})

test('one that died is replaced when the next upload is expected', async () => {
  await pool.invoke({ Records: [{ behaviour: 'dies' }] })
  assert.equal(pool.processes.length, 0)
  pool.warm()
  pool.warm()
  assert.equal(pool.processes.length, 1)
})
