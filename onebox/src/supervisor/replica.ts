import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Endpoint } from '@porchlight/runtime/endpoint'
import type { Log } from '../log.ts'
import { nicely, yieldToOtherSessions } from '../priority.ts'
import { repositoryRoot } from '../repository.ts'
import { LastLines } from './last-lines.ts'
import { stopsAnswering } from './liveness.ts'
import type { Program } from './program.ts'
import { becomesReady } from './readiness.ts'
import type { Exit, RunningProcess } from './running-process.ts'

const leash = new URL('leash.ts', import.meta.url).href

/** Starts a program in a slot, in a process group of its own, on a leash that ends it with this process. */
export async function launchReplica(program: Program, slot: number, log: Log): Promise<RunningProcess> {
  const endpoint = program.endpoint(slot)
  const { command, args } = nicely(program.niceness)
  const child = spawn(command, [...args, '--import', leash, program.entry], {
    cwd: repositoryRoot,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...program.environment, PORCHLIGHT_LISTEN: listenText(endpoint) },
  })
  const lines = new LastLines()
  collect(child, lines, log.child({ tier: program.name, slot }))
  const gone = new AbortController()
  await once(child, 'spawn')
  await yieldToOtherSessions(child.pid ?? 0, program.niceness)
  child.on('error', (error) => log.error('could not be signalled', { err: error.message }))
  const exited = exitOf(child).then(async (exit) => {
    gone.abort()
    if (endpoint.kind === 'socket') await rm(endpoint.path, { force: true })
    return exit
  })
  return {
    pid: child.pid ?? 0,
    exited,
    ready: () => becomesReady({ endpoint, path: program.readyPath }, gone.signal),
    hangs: () => stopsAnswering({ endpoint, path: program.livePath }, gone.signal),
    signal: (name) => child.kill(name),
    stop: (limitMs) => stop(child, exited, limitMs),
    lastLines: () => lines.all(),
  }
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
}

/** As `endpointText` of `runtime/` has it, without the zod that comes with that. */
export function listenText(endpoint: Endpoint): string {
  if (endpoint.kind === 'socket') return `unix:${endpoint.path}`
  return `tcp:${endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`
}

async function stop(child: ChildProcess, exited: Promise<Exit>, limitMs: number): Promise<void> {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), Math.max(0, limitMs))
  await exited
  clearTimeout(timer)
}

function collect(child: ChildProcess, lines: LastLines, log: Log): void {
  if (!child.stdout || !child.stderr) return
  createInterface(child.stdout).on('line', (line) => {
    lines.add(line)
    log.pass(line, 'info')
  })
  // A stack trace comes in one piece and is kept in one.
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.trimEnd().split('\n')) lines.add(line)
    log.pass(text.trimEnd(), 'error')
  })
}
