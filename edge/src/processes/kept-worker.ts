import cluster, { type Worker } from 'node:cluster'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '@porchlight/runtime/logger'
import { isToPrimary, type ToPrimary, type ToWorker } from './messages.ts'

export interface WorkerPolicy {
  readonly firstDelayMs: number
  readonly maxDelayMs: number
  /** A worker that ran this long starts over with the first delay. */
  readonly stableMs: number
  /** So many starts in a row that never got ready are given up, where nothing was ready before. */
  readonly maxFailures: number
  /** A worker that takes longer to get ready is killed. */
  readonly readyLimitMs: number
  /** A worker is asked this often whether it is there, and killed after so many questions without an answer. */
  readonly heartbeatMs: number
  readonly maxMissedBeats: number
  /** From SIGTERM to SIGKILL. */
  readonly stopLimitMs: number
  /** How long a worker may take to finish what it has once its successor is ready. Nobody waits for it. */
  readonly retireLimitMs: number
}

export interface KeptWorkerOptions {
  readonly policy: WorkerPolicy
  readonly logger: Logger
  /** What a new worker is told first. */
  readonly greeting: () => ToWorker
  /** `answer` tells the worker that it was heard from. */
  readonly heard: (message: ToPrimary, from: HeardFrom) => void
}

export interface HeardFrom {
  /** Never given twice. */
  readonly id: number
  readonly answer: (message: ToWorker) => void
}

/** From its own limit to SIGKILL. */
const killGraceMs = 2_000

/** One worker that is started again whenever it ends, until it is stopped. */
export class KeptWorker {
  readonly #options: KeptWorkerOptions
  readonly #stopping = new AbortController()
  readonly #ready = Promise.withResolvers<boolean>()
  #worker: Worker | undefined
  #loop: Promise<void> | undefined
  #everReady = false

  constructor(options: KeptWorkerOptions) {
    this.#options = options
  }

  get pid(): number | undefined {
    return this.#worker?.process.pid
  }

  /** Resolves to true when it is first ready, to false when it never will be. */
  start(): Promise<boolean> {
    this.#loop ??= this.#keep().finally(() => this.#ready.resolve(false))
    return this.#ready.promise
  }

  tell(message: ToWorker): void {
    // A worker that is just leaving need not hear it.
    if (this.#worker?.isConnected()) this.#worker.send(message, () => undefined)
  }

  /** It finishes what it has within the stop limit, or is killed. */
  async stop(): Promise<void> {
    await this.#end(this.#options.policy.stopLimitMs, () => this.#worker?.process.kill('SIGTERM'))
  }

  /** Its successor is ready. */
  async retire(): Promise<void> {
    const { retireLimitMs: limitMs } = this.#options.policy
    await this.#end(limitMs + killGraceMs, () => this.tell({ kind: 'retire', limitMs }))
  }

  async #end(limitMs: number, ask: () => void): Promise<void> {
    this.#stopping.abort()
    ask()
    const timer = setTimeout(() => this.#worker?.process.kill('SIGKILL'), limitMs)
    await this.#loop
    clearTimeout(timer)
  }

  async #keep(): Promise<void> {
    const { policy } = this.#options
    const { signal } = this.#stopping
    let restarts = 0
    while (!signal.aborted) {
      const startedAt = performance.now()
      await this.#runOnce()
      if (performance.now() - startedAt > policy.stableMs) restarts = 0
      restarts += 1
      if (signal.aborted || (!this.#everReady && restarts >= policy.maxFailures)) return
      const delayMs = Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (restarts - 1))
      await delay(delayMs, undefined, { signal }).catch(() => undefined)
    }
  }

  async #runOnce(): Promise<void> {
    const { logger, heard, greeting, policy } = this.#options
    const worker = cluster.fork()
    this.#worker = worker
    const heart = this.#heartOf(worker)
    const tooLate = setTimeout(() => worker.process.kill('SIGKILL'), policy.readyLimitMs)
    worker.on('error', (error) => logger.error({ err: error }, 'a worker could not be told something'))
    worker.on('message', (message: unknown) => {
      if (!isToPrimary(message)) return
      if (message.kind === 'pong') heart.beat()
      if (message.kind === 'leaving') this.tell({ kind: 'farewell' })
      if (message.kind === 'ready') {
        clearTimeout(tooLate)
        heart.start()
        this.#becameReady(worker)
      }
      heard(message, { id: worker.id, answer: (answer) => void this.tell(answer) })
    })
    worker.once('online', () => this.tell(greeting()))
    const { code, signal } = await exitOf(worker)
    clearTimeout(tooLate)
    heart.stop()
    this.#worker = undefined
    if (!this.#stopping.signal.aborted)
      logger.error({ pid: worker.process.pid, code, signal }, 'a worker ended unasked')
  }

  #becameReady(worker: Worker): void {
    this.#everReady = true
    this.#options.logger.info({ pid: worker.process.pid }, 'worker ready')
    this.#ready.resolve(true)
  }

  /** Asks the worker again and again whether it is there, from when it is ready. */
  #heartOf(worker: Worker): { start(): void; beat(): void; stop(): void } {
    const { policy, logger } = this.#options
    let missed = 0
    let timer: NodeJS.Timeout | undefined
    const ask = (): void => {
      if (missed >= policy.maxMissedBeats) {
        logger.error({ pid: worker.process.pid }, 'a worker hangs and is killed')
        worker.process.kill('SIGKILL')
      }
      missed += 1
      this.tell({ kind: 'ping' })
    }
    return {
      start: () => {
        timer = setInterval(ask, policy.heartbeatMs)
      },
      beat: () => {
        missed = 0
      },
      stop: () => clearInterval(timer),
    }
  }
}

/** `once` of `node:events` would throw for a message that a dying worker could not take. */
function exitOf(worker: Worker): Promise<{ code: number; signal: string }> {
  return new Promise((resolve) => worker.once('exit', (code: number, signal: string) => resolve({ code, signal })))
}
