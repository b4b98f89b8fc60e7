import { spawn } from 'node:child_process'

export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

export interface CommandResult {
  readonly code: number | null
  /** Standard output and standard error as they came, mixed. */
  readonly output: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
  readonly signal?: AbortSignal
}

/**
 * Runs a command to its end. It has a process group of its own: Ctrl-C reaches it only through `signal`.
 *
 * @throws {Error} when it cannot be started or was aborted.
 */
export function runCommand(command: Command, options: RunOptions = {}): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command.file, command.args, {
      cwd: options.cwd ?? '/',
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: searchPath, ...options.environment },
      ...(options.signal && { signal: options.signal, killSignal: 'SIGKILL' }),
      ...(command.uid !== undefined && { uid: command.uid }),
      ...(command.gid !== undefined && { gid: command.gid }),
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.stdin.on('error', () => {}) // It may end before it has read everything.
    child.stdin.end(options.input ?? '')
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** Where the system's own commands are found. */
export const searchPath = '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin'
