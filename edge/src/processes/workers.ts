import type { Logger } from '@porchlight/runtime/logger'
import { type HeardFrom, KeptWorker, type WorkerPolicy } from './kept-worker.ts'
import type { ToPrimary, ToWorker } from './messages.ts'

export const workerPolicy: Omit<WorkerPolicy, 'stopLimitMs'> = {
  firstDelayMs: 100,
  maxDelayMs: 10_000,
  stableMs: 10_000,
  maxFailures: 3,
  readyLimitMs: 30_000,
  heartbeatMs: 2_000,
  maxMissedBeats: 5,
  retireLimitMs: 30_000,
}

export interface WorkersOptions {
  readonly count: number
  readonly policy: WorkerPolicy
  readonly logger: Logger
  readonly greeting: () => ToWorker
  readonly heard: (message: ToPrimary, from: HeardFrom) => void
}

/** The processes that serve. They share the listening sockets, which stay open in the primary whoever comes and goes. */
export class Workers {
  readonly #options: WorkersOptions
  #kept: KeptWorker[]
  #rolling: Promise<void> | undefined
  #stopping = false

  constructor(options: WorkersOptions) {
    this.#options = options
    this.#kept = Array.from({ length: options.count }, () => new KeptWorker(options))
  }

  get pids(): readonly (number | undefined)[] {
    return this.#kept.map(({ pid }) => pid)
  }

  /** False where one never gets ready. */
  async start(): Promise<boolean> {
    const ready = await Promise.all(this.#kept.map((worker) => worker.start()))
    return !ready.includes(false)
  }

  tell(message: ToWorker): void {
    for (const worker of this.#kept) worker.tell(message)
  }

  /** Replaces the workers one by one; each leaves once its successor is ready. Where one is not, the rest stays. */
  roll(): Promise<void> {
    this.#rolling ??= this.#rollAll().finally(() => {
      this.#rolling = undefined
    })
    return this.#rolling
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await Promise.all(this.#kept.map((worker) => worker.stop()))
  }

  async #rollAll(): Promise<void> {
    const { logger } = this.#options
    for (const old of [...this.#kept]) {
      if (this.#stopping) return
      const successor = new KeptWorker(this.#options)
      this.#kept.push(successor)
      const ready = await successor.start()
      const leaver = ready ? old : successor
      await (ready ? old.retire() : successor.stop())
      this.#kept = this.#kept.filter((worker) => worker !== leaver)
      if (!ready) return void logger.error('a new worker does not start; the others are kept as they are')
    }
    logger.info('every worker has been replaced')
  }
}
