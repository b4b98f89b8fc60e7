import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { z } from 'zod'

const ephemeral = fileURLToPath(new URL('../../../onebox/src/postgres/ephemeral.ts', import.meta.url))
const Ready = z.object({ databaseUrl: z.string() })

/** Where `npm test` tells its test files of the server that they share; no setting of a place's own. */
export const sharedServerVariable = 'TEST_POSTGRES_URL'

/** An empty database of the test's own, gone when it stops, or with its server. */
export interface TestPostgres {
  readonly databaseUrl: string
  stop(): Promise<void>
}

/** On the server that the run of all tests shares; for a test file that is run by itself, on one of its own. */
export function startTestPostgres(): Promise<TestPostgres> {
  const shared = process.env[sharedServerVariable]
  return shared === undefined ? startPostgresServer() : createDatabase(shared)
}

/** A server that ends with this process at the latest. */
export async function startPostgresServer(): Promise<TestPostgres> {
  const child = spawn(process.execPath, [ephemeral], { stdio: ['pipe', 'pipe', 'inherit'] })
  const { databaseUrl } = Ready.parse(JSON.parse(await firstLine(child)))
  return {
    databaseUrl,
    async stop() {
      const exited = once(child, 'exit')
      child.stdin?.end()
      await exited
    },
  }
}

async function createDatabase(server: string): Promise<TestPostgres> {
  const name = `test_${process.pid}_${databases++}`
  await command(server, `create database ${name}`)
  return {
    // The form that `pg` takes for a Unix socket is no URL to anyone else.
    databaseUrl: server.replace(/@\/\w+\?/, `@/${name}?`),
    stop: () => dropDatabase(server, name),
  }
}

// Not `with (force)`: that asks for the right to end autovacuum's workers too, which only a superuser has; a plain drop
// interrupts these by itself and waits for them.
async function dropDatabase(server: string, name: string): Promise<void> {
  await command(
    server,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and backend_type = 'client backend'`,
  )
  await command(server, `drop database ${name}`)
}

let databases = 0

async function command(databaseUrl: string, text: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The child has no standard output')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('PostgreSQL for tests did not start: its messages are above')
}
