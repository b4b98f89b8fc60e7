import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { repositoryRoot } from '../repository.ts'
import { temporaryDirectory } from './supervision.ts'

/** A repository with this supervisor and, for its tiers, the fixture service. Its path lets other users pass. */
export async function fixtureRepository(context: TestContext): Promise<string> {
  const root = join(await temporaryDirectory(context), 'repository')
  await mkdir(root)
  await cp(join(repositoryRoot, 'onebox/src'), join(root, 'onebox/src'), { recursive: true })
  await cp(join(repositoryRoot, 'onebox/bootstrap.mjs'), join(root, 'onebox/bootstrap.mjs'))
  await symlink(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'))
  const service = JSON.stringify(join(import.meta.dirname, 'service.ts'))
  for (const entry of [
    'api/src/main.ts',
    'web/server/main.ts',
    'objects/src/main.ts',
    'edge/src/main.ts',
    'onebox/src/functions/main.ts',
    'onebox/src/appsync/main.ts',
  ]) {
    await mkdir(join(root, dirname(entry)), { recursive: true })
    await writeFile(join(root, entry), `import ${service}\n`)
  }
  return root
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

export interface Run {
  readonly pid: number
  readonly exited: Promise<number | null>
  /** Both outputs, as far as they have come. */
  readonly output: () => string
  kill(signal: NodeJS.Signals): void
}

/** Runs a program of the repository, which ends with the test at the latest. */
export function runEntry(context: TestContext, words: readonly string[], environment: Record<string, string>): Run {
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/bin:/bin', ...environment },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const exited = once(child, 'close').then(([code]): number | null => code)
  context.after(async () => {
    child.kill('SIGTERM')
    await exited
  })
  return { pid: child.pid ?? 0, exited, output: () => output, kill: (signal) => child.kill(signal) }
}
