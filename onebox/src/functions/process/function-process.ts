import { type ChildProcess, fork } from 'node:child_process'
import type { FunctionName, Invocation } from '@porchlight/contract/function-messages'
import { FunctionAnswer } from '@porchlight/contract/function-messages'
import { functionNiceness, nicely, yieldToOtherSessions } from '../../priority.ts'
import type { Outcome } from './outcome.ts'
import { residentBytes } from './resident-memory.ts'

/** A function has so long to load, besides the time that its invocations have. */
const startLimitMs = 30_000
const memoryIntervalMs = 200

export interface FunctionProgram {
  readonly name: FunctionName
  /** The file that Node runs. */
  readonly entry: string
  readonly environment: Readonly<Record<string, string>>
  readonly memoryBytes: number
  readonly timeoutMs: number
}

/** One process of a function, as an execution environment of Lambda is: one invocation at a time, one after another. */
export class FunctionProcess {
  readonly #program: FunctionProgram
  readonly #child: ChildProcess
  readonly #ready = Promise.withResolvers<void>()
  #answered: ((answer: Outcome) => void) | undefined
  #invocation = ''
  #ended: string | undefined

  constructor(program: FunctionProgram) {
    this.#program = program
    const { command, args } = nicely(functionNiceness)
    this.#child = fork(program.entry, [program.name], {
      execPath: command,
      execArgv: [...args],
      detached: true,
      env: { ...program.environment },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#ready.promise.catch(() => undefined)
    this.#child.on('spawn', () => void yieldToOtherSessions(this.pid, functionNiceness))
    this.#child.on('message', (message) => this.#hear(message))
    this.#child.on('error', (error) => this.#end(error.message))
    this.#child.on('exit', (code, signal) => this.#end(signal ?? `exit code ${code}`))
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  get alive(): boolean {
    return this.#ended === undefined
  }

  get busy(): boolean {
    return this.#answered !== undefined
  }

  /** Runs one invocation to its end, which is the process's too where it takes too long or too much memory. */
  async invoke(id: string, event: unknown): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    this.#answered = resolve
    this.#invocation = id
    if (this.#ended !== undefined) this.#end(this.#ended)
    const starting = setTimeout(() => this.#abandon('crashed', 'It did not get ready in time.'), startLimitMs)
    const ready = await Promise.race([this.#ready.promise.then(() => true), promise.then(() => false)])
    clearTimeout(starting)
    const stopWatching = ready ? this.#watch(id, event) : () => undefined
    return promise.finally(() => {
      stopWatching()
      this.#answered = undefined
    })
  }

  /** It leaves when it finds the channel closed. */
  dismiss(): void {
    if (this.#child.connected) this.#child.disconnect()
  }

  kill(): void {
    this.#ended ??= 'killed'
    this.#child.kill('SIGKILL')
  }

  #watch(id: string, event: unknown): () => void {
    const { timeoutMs, memoryBytes } = this.#program
    const invocation: Invocation = { kind: 'invoke', id, event, remainingMs: timeoutMs }
    this.#child.send(invocation, (error) => error && this.#end(error.message))
    const late = `It took longer than ${timeoutMs / 1_000} s.`
    const timeout = setTimeout(() => this.#abandon('timedOut', late), timeoutMs)
    const memory = setInterval(async () => {
      const bytes = await residentBytes(this.pid)
      if (bytes !== undefined && bytes > memoryBytes) {
        this.#abandon('outOfMemory', `It held ${megabytes(bytes)} MB of memory; ${megabytes(memoryBytes)} are allowed.`)
      }
    }, memoryIntervalMs)
    return () => {
      clearTimeout(timeout)
      clearInterval(memory)
    }
  }

  #hear(message: unknown): void {
    const parsed = FunctionAnswer.safeParse(message)
    if (!parsed.success) return
    const answer = parsed.data
    if (answer.kind === 'ready') this.#ready.resolve()
    // Of an invocation that was abandoned.
    else if (answer.id !== this.#invocation) return
    else if (answer.kind === 'done') this.#answered?.({ kind: 'succeeded', result: answer.result })
    else this.#answered?.({ kind: 'failed', error: `${answer.error.name}: ${answer.error.message}` })
  }

  #abandon(kind: 'timedOut' | 'outOfMemory' | 'crashed', error: string): void {
    this.#answered?.({ kind, error })
    this.kill()
  }

  #end(how: string): void {
    this.#ended ??= how
    this.#answered?.({ kind: 'crashed', error: `Its process ended: ${how}.` })
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000)
}
