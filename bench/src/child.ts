import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('../../', import.meta.url))

/** Ends a child when this process is gone, however it went. */
const leash = new URL('../../onebox/src/supervisor/leash.ts?graceMs=8000', import.meta.url).href

const running = new Set<ChildProcess>()
const interruption = new AbortController()

/** Aborted when the bench is to end early. */
export const interrupted = interruption.signal

/** Ends every child and starts no more: whoever waits for one fails, and clears up after itself. */
export function interrupt(reason: string): void {
  interruption.abort(new Error(reason))
  for (const child of running) void stopNode(child)
}

export interface NodeProgram {
  /** Absent: this repository. */
  readonly root?: string
  /** Relative to the root. */
  readonly entry: string
  readonly args?: readonly string[]
  /** Options for Node itself. */
  readonly nodeArgs?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly output: 'pipe' | 'inherit'
}

/** Starts a file with this Node, as `npm start` does: with its compiled code kept, on a leash, with a channel. */
export function startNode(program: NodeProgram): ChildProcess {
  interrupted.throwIfAborted()
  const { root = repository, entry, args = [], nodeArgs = [], environment = {}, output } = program
  const stdio: StdioOptions = ['ignore', output, output, 'ipc']
  const child = spawn(process.execPath, ['--import', leash, ...nodeArgs, entry, ...args], {
    cwd: root,
    stdio,
    env: { ...process.env, ...environment },
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** SIGTERM, and SIGKILL where that is not heeded in time; resolves when the process is gone. */
export async function stopNode(child: ChildProcess, limitMs = 8_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
  await exited
  clearTimeout(timer)
}
