import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

/**
 * Stops a server that an earlier supervisor left on these data. Whoever calls this holds the lock of the data
 * directory, so no such server can belong to anyone.
 */
export async function stopOrphan(dataDirectory: string, limitMs: number): Promise<boolean> {
  const pid = await orphanPid(dataDirectory)
  if (pid === undefined) return false
  const startedAt = performance.now()
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!send(pid, signal)) return true
    while (performance.now() - startedAt < (signal === 'SIGINT' ? limitMs / 2 : limitMs)) {
      await delay(50)
      if ((await orphanPid(dataDirectory)) === undefined) return true
    }
  }
  return true
}

/** The process in `postmaster.pid`, if it still is PostgreSQL: the number may have become another program's. */
async function orphanPid(dataDirectory: string): Promise<number | undefined> {
  const lines = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(lines.split('\n')[0])
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined
  const command = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)], {
    env: { PATH: '/usr/bin:/bin' },
  }).catch(() => undefined)
  return command?.stdout.includes(dataDirectory) ? pid : undefined
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
