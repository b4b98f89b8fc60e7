import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const ephemeral = fileURLToPath(new URL('../../../onebox/src/postgres/ephemeral.ts', import.meta.url))
const Ready = z.object({ databaseUrl: z.string() })

/** A PostgreSQL server of the test's own, gone when it stops, or when the test's process ends. */
export interface TestPostgres {
  readonly databaseUrl: string
  stop(): Promise<void>
}

export async function startTestPostgres(): Promise<TestPostgres> {
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

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The child has no standard output')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('PostgreSQL for tests did not start: its messages are above')
}
