import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Pool } from 'pg'
import { z } from 'zod'

const ephemeral = join(import.meta.dirname, '../../postgres/ephemeral.ts')
const Ready = z.object({ databaseUrl: z.string() })

/** A pool on a PostgreSQL of the test's own. */
export async function startPool(): Promise<{ pool: Pool; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [ephemeral], { stdio: ['pipe', 'pipe', 'inherit'] })
  const { databaseUrl } = Ready.parse(JSON.parse(await firstLine(child)))
  const pool = new Pool({ connectionString: databaseUrl, max: 8 })
  // A connection that is closing hears of the server's end, too.
  pool.on('error', () => {})
  return {
    pool,
    async stop() {
      await pool.end()
      const exited = once(child, 'exit')
      child.stdin?.end()
      await exited
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The child has no standard output')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('PostgreSQL for tests did not start: its messages are above')
}
