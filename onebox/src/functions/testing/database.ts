import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { repositoryRoot } from '../../repository.ts'

export interface TestDatabase {
  readonly url: string
  stop(): Promise<void>
}

/** A PostgreSQL to throw away. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const child = spawn(process.execPath, [join(repositoryRoot, 'onebox/src/postgres/ephemeral.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  const { databaseUrl } = z.object({ databaseUrl: z.string() }).parse(JSON.parse(String(line)))
  const stop = async () => {
    const exited = once(child, 'exit')
    child.stdin.end()
    await exited
  }
  return { url: databaseUrl, stop }
}
