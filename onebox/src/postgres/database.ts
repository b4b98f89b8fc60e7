import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { OperatorError } from '../operator-error.ts'
import { LastLines } from '../supervisor/last-lines.ts'
import type { Launch, RunningProcess } from '../supervisor/running-process.ts'
import type { PostgresBinaries } from './binaries.ts'
import { readServerLine } from './log-lines.ts'
import { stopOrphan } from './orphan.ts'
import type { OsUser } from './os-user.ts'
import { PostgresServer } from './server.ts'
import type { Durability } from './settings.ts'

export interface DatabaseOptions {
  readonly dataDirectory: string
  readonly socketDirectory: string
  readonly user: OsUser
  readonly durability: Durability
  /** Removed when this process is killed. */
  readonly throwawayDirectory?: string
  readonly log: Log
}

const retryIntervalMs = 250
const retryLimitMs = 15_000

/** What a killed server leaves behind for the moment it takes its processes to end. */
const staleLock = /lock file "postmaster\.pid" already exists|pre-existing shared memory block/

/** Starts PostgreSQL on data that an earlier one may not have quite let go of. */
export function databaseLaunch(binaries: PostgresBinaries, options: DatabaseOptions): Launch {
  return async (signal) => {
    const startedAt = performance.now()
    if (await stopOrphan(options.dataDirectory, retryLimitMs))
      options.log.warn('stopped a PostgreSQL that was left behind')
    while (true) {
      const { running, lines } = await attempt(binaries, options)
      if (running) return running
      const text = lines.all().join('\n')
      const late = performance.now() - startedAt > retryLimitMs
      if (!staleLock.test(text) || late || signal.aborted) throw new OperatorError(text)
      await delay(retryIntervalMs)
    }
  }
}

async function attempt(
  binaries: PostgresBinaries,
  options: DatabaseOptions,
): Promise<{ running?: RunningProcess; lines: LastLines }> {
  const lines = new LastLines()
  const server = await PostgresServer.start(binaries, {
    ...options,
    onLine: (text) => {
      lines.add(text)
      const { level, message } = readServerLine(text)
      options.log.write(level, message)
    },
  })
  if (!(await server.ready())) return { lines }
  const exited = server.exited.then((code) => ({ code, signal: null }))
  const running: RunningProcess = {
    pid: server.pid,
    exited,
    ready: async () => true,
    stop: (limitMs) => server.stop(limitMs),
    lastLines: () => lines.all(),
  }
  return { running, lines }
}
