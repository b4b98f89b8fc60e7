import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { OperatorError } from '../operator-error.ts'
import { exitText, type Launch, type RunningProcess } from './running-process.ts'

export interface RestartPolicy {
  readonly firstDelayMs: number
  readonly maxDelayMs: number
  /** A process that ran this long starts over with the first delay. */
  readonly stableMs: number
  /** A process that takes longer to get ready is killed, and counts as failed. */
  readonly readyLimitMs: number
  /** So many failures within the window, none of them ever ready, are a crash loop. */
  readonly maxFailures: number
  readonly windowMs: number
}

export const restartPolicy: RestartPolicy = {
  firstDelayMs: 100,
  maxDelayMs: 10_000,
  stableMs: 10_000,
  readyLimitMs: 30_000,
  maxFailures: 5,
  windowMs: 60_000,
}

export interface KeptAliveOptions {
  readonly name: string
  readonly launch: Launch
  readonly policy: RestartPolicy
  readonly log: Log
  /** It crashed again and again and is not started any more. */
  readonly onCrashLoop: (error: OperatorError) => void
}

/** One process that is started again whenever it ends, until it is stopped. */
export class KeptAlive {
  readonly #options: KeptAliveOptions
  readonly #stopping = new AbortController()
  readonly #ready = Promise.withResolvers<boolean>()
  #failures: number[] = []
  #current: RunningProcess | undefined
  #stopLimitMs = 0
  #loop: Promise<void> | undefined

  constructor(options: KeptAliveOptions) {
    this.#options = options
  }

  get pid(): number | undefined {
    return this.#current?.pid
  }

  signal(name: NodeJS.Signals): void {
    this.#current?.signal?.(name)
  }

  /** Resolves to true when it is first ready, to false when it never will be. */
  start(): Promise<boolean> {
    this.#loop ??= this.#keep().finally(() => this.#ready.resolve(false))
    return this.#ready.promise
  }

  async stop(limitMs: number): Promise<void> {
    this.#stopLimitMs = limitMs
    this.#stopping.abort()
    await this.#current?.stop(limitMs)
    await this.#loop
  }

  async #keep(): Promise<void> {
    const { policy } = this.#options
    let restarts = 0
    while (!this.#stopping.signal.aborted) {
      const startedAt = performance.now()
      const failure = await this.#runOnce()
      if (this.#stopping.signal.aborted) return
      if (failure !== undefined && this.#isCrashLoop()) return this.#giveUp(failure)
      if (performance.now() - startedAt > policy.stableMs) restarts = 0
      const delayMs = Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** restarts)
      restarts += 1
      await delay(delayMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
    }
  }

  /** Returns the last lines of a process that ended without ever being ready. */
  async #runOnce(): Promise<readonly string[] | undefined> {
    const { launch, log, policy } = this.#options
    const process = await launch(this.#stopping.signal).catch((error: unknown) => error)
    if (!isRunning(process)) return [process instanceof Error ? process.message : String(process)]
    this.#current = process
    if (this.#stopping.signal.aborted) await process.stop(this.#stopLimitMs)
    const timer = setTimeout(() => void process.stop(0), policy.readyLimitMs)
    const ready = await process.ready()
    clearTimeout(timer)
    if (ready) this.#becameReady(process)
    if (ready) void process.hangs?.().then(() => this.#end(process))
    const exit = await process.exited
    this.#current = undefined
    if (!this.#stopping.signal.aborted) log.warn(`ended unasked: ${exitText(exit)}`, { pid: process.pid })
    return ready ? undefined : process.lastLines()
  }

  /** It is past asking. */
  async #end(process: RunningProcess): Promise<void> {
    if (this.#stopping.signal.aborted) return
    this.#options.log.error('does not answer any more and is killed', { pid: process.pid })
    await process.stop(0)
  }

  #becameReady(process: RunningProcess): void {
    this.#failures = []
    this.#options.log.info('ready', { pid: process.pid })
    this.#ready.resolve(true)
  }

  #isCrashLoop(): boolean {
    const { maxFailures, windowMs } = this.#options.policy
    const now = performance.now()
    this.#failures = [...this.#failures.filter((at) => now - at < windowMs), now]
    return this.#failures.length >= maxFailures
  }

  #giveUp(lastLines: readonly string[]): void {
    const { name, onCrashLoop, policy } = this.#options
    const shown = lastLines.map((line) => `  ${line}`).join('\n')
    onCrashLoop(
      new OperatorError(
        `${name} does not start: it ended ${policy.maxFailures} times in a row. Porchlight was stopped; the data is safe. Its last lines:\n${shown || '  (it wrote nothing)'}`,
      ),
    )
  }
}

function isRunning(value: unknown): value is RunningProcess {
  return typeof value === 'object' && value !== null && 'exited' in value && 'ready' in value
}
