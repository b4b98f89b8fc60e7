import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { Client } from 'pg'

export interface Place {
  readonly process: ChildProcess
  readonly postgres: number
  readonly services: readonly number[]
  readonly databaseUrl: string
}

/** Starts `supervised-place.ts`, which ends with the test at the latest. */
export async function startPlace(
  context: TestContext,
  directory: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Place> {
  const process_ = spawn(process.execPath, [join(import.meta.dirname, 'supervised-place.ts'), directory], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/bin:/bin', TMPDIR: directory, ...environment },
  })
  const exited = once(process_, 'exit')
  context.after(async () => {
    process_.kill('SIGTERM')
    await exited
  })
  let log = ''
  process_.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  const [line] = await Promise.race([
    once(createInterface(process_.stdout), 'line'),
    exited.then(() => Promise.reject(new Error(`the supervisor ended:\n${log}`))),
  ])
  const { pids, databaseUrl } = JSON.parse(String(line))
  return { process: process_, postgres: pids.postgres[0], services: pids.fixture, databaseUrl }
}

export async function query(databaseUrl: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // The tests kill servers; a query that fails says so itself.
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
