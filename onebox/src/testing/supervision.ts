import { mkdtemp, rm } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Log } from '../log.ts'
import { restartPolicy } from '../supervisor/kept-alive.ts'
import type { Program } from '../supervisor/program.ts'

type Behaviour = 'well' | 'crashing' | 'deaf' | 'never ready'

/** A program made of the fixture service, its sockets in `directory`. */
export function fixtureProgram(directory: string, options: Partial<Program> & { behaviour?: Behaviour } = {}): Program {
  const { behaviour = 'well', ...rest } = options
  return {
    name: 'fixture',
    entry: join(import.meta.dirname, 'service.ts'),
    replicas: 2,
    slots: 3,
    endpoint: (slot) => ({ kind: 'socket', path: socketOf(directory, slot) }),
    readyPath: '/readyz',
    livePath: '/livez',
    environment: { PATH: '/usr/bin:/bin', FIXTURE: behaviour },
    needsDatabase: false,
    niceness: 0,
    role: 'service',
    roll: 'replica',
    ...rest,
  }
}

export function socketOf(directory: string, slot: number): string {
  return join(directory, `fixture.${slot}.sock`)
}

export const quickPolicy = { ...restartPolicy, firstDelayMs: 20 }

/** A log that is kept, as text, to look into. */
export function keptLog(): { log: Log; text: () => string } {
  const lines: string[] = []
  return { log: new Log((line) => lines.push(line), 'trace'), text: () => lines.join('\n') }
}

/** A short directory that goes when the test ends. */
export async function temporaryDirectory(test: { after: (cleanup: () => Promise<void>) => void }): Promise<string> {
  const path = await mkdtemp('/tmp/porchlight-test-')
  test.after(() => rm(path, { recursive: true, force: true }))
  return path
}

export interface Answer {
  readonly status: number
  readonly body: string
  /** Nobody listened, so that the request was never sent. */
  readonly refused: boolean
}

/** Status 0: no answer. */
export function ask(socketPath: string, path = '/'): Promise<Answer> {
  return new Promise((resolve) => {
    get({ socketPath, path, agent: false }, async (response) => {
      const chunks = await response
        .setEncoding('utf8')
        .toArray()
        .catch(() => [])
      resolve({ status: response.statusCode ?? 0, body: chunks.join(''), refused: false })
    }).on('error', (error: NodeJS.ErrnoException) => {
      const refused = error.code === 'ECONNREFUSED' || error.code === 'ENOENT'
      resolve({ status: 0, body: '', refused })
    })
  })
}

/** Waits for what is sure to come; a test's own time limit is the only one. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(20)
}

/** Whether there is such a process; a zombie that nobody has reaped yet does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
