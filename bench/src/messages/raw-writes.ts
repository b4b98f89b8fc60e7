import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { v7 } from 'uuid'
import { databaseUrl } from '../database.ts'
import type { Place } from '../place.ts'
import { readProcesses, tickMs } from '../process-table.ts'
import { percentile } from '../statistics.ts'

export interface RawWrites {
  readonly p50Ms: number
  readonly p99Ms: number
  readonly cpuMs: number
}

/** What a message keeps at the least: the counter, the entry and the id, in one statement of one transaction. */
const statement = `with counted as (
    insert into bench_raw (pk, sk, body) values ($1, 'META', $3)
    on conflict (pk, sk) do update set body = excluded.body
  ), entry as (
    insert into bench_raw (pk, sk, body) values ($1, 'E#' || $2, $3)
  )
  insert into bench_raw (pk, sk, body) values ($1, 'S#' || $2, $3)`

export async function rawWrites(place: Place, count: number, everyMs: number): Promise<RawWrites> {
  const client = new pg.Client({ connectionString: await databaseUrl(place) })
  await client.connect()
  try {
    await client.query('create table bench_raw (pk text, sk text, body text, primary key (pk, sk))')
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const pid = rows[0]?.pid ?? 0
    const before = await cpuOf(pid)
    const latenciesMs = (await write(client, count, everyMs)).toSorted((a, b) => a - b)
    const cpuMs = ((await cpuOf(pid)) - before) / count
    return { p50Ms: percentile(latenciesMs, 0.5), p99Ms: percentile(latenciesMs, 0.99), cpuMs }
  } finally {
    await client.query('drop table if exists bench_raw').catch(() => undefined)
    await client.end()
  }
}

async function write(client: pg.Client, count: number, everyMs: number): Promise<readonly number[]> {
  const latenciesMs: number[] = []
  for (let index = 0; index < count; index += 1) {
    const startedAt = performance.now()
    await client.query({ name: 'raw', text: statement, values: ['C#bench', v7(), 'x'.repeat(400)] })
    const tookMs = performance.now() - startedAt
    latenciesMs.push(tookMs)
    await delay(Math.max(0, everyMs - tookMs))
  }
  return latenciesMs
}

async function cpuOf(pid: number): Promise<number> {
  const own = process.cpuUsage()
  const backend = (await readProcesses()).find((entry) => entry.pid === pid)
  return (backend?.cpuTicks ?? 0) * tickMs + (own.user + own.system) / 1_000
}
