import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A Redis of the test's own, on a Unix socket, that keeps nothing on disk. */
export interface TestRedis {
  readonly socket: string
  stop(): Promise<void>
}

/** Undefined where neither Valkey nor Redis is installed. */
export function findRedisServer(): string | undefined {
  const directories = (process.env.PATH ?? '').split(delimiter)
  return ['valkey-server', 'redis-server']
    .flatMap((name) => directories.map((directory) => join(directory, name)))
    .find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export async function startTestRedis(program: string): Promise<TestRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-redis-'))
  const socket = join(directory, 'redis.sock')
  const settings = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', directory]
  const child = spawn(program, settings, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  process.once('exit', () => child.kill('SIGKILL'))
  for await (const chunk of child.stdout) if (String(chunk).includes('accept connections')) break
  return {
    socket,
    async stop() {
      child.kill()
      await exited
      await rm(directory, { recursive: true })
    },
  }
}
