import type { FunctionStatus } from '@porchlight/contract/functions-control'
import type { Logger } from '@porchlight/runtime/logger'
import type { ServerlessFunction } from '@porchlight/system/data'
import { noticesOfFailure } from './picture-events.ts'
import type { Outcome } from './process/outcome.ts'
import type { ProcessPool } from './process/process-pool.ts'
import { residentBytes } from './process/resident-memory.ts'
import type { Message } from './queue/message.ts'
import type { MessageQueue } from './queue/message-queue.ts'
import { eventFor, type Settlement, settle } from './settlement.ts'

export interface DispatcherOptions {
  readonly function: ServerlessFunction
  /** Invocations at a time. */
  readonly concurrency: number
  readonly queue: MessageQueue
  readonly pool: ProcessPool
  readonly logger: Logger
  /** Something was sent to other functions. */
  readonly onSent: () => void
}

/** Beyond the time limit, until a message whose runner forgot it is handed out again. */
const visibilitySlackMs = 60_000
const maxSleepMs = 30_000
const afterFaultMs = 1_000

/** Takes the messages of one function from their queue, invokes it, and settles what becomes of each. */
export class Dispatcher {
  readonly #options: DispatcherOptions
  readonly #attempts = { succeeded: 0, failed: 0, timedOut: 0, outOfMemory: 0, crashed: 0 }
  readonly #inHand = new Set<readonly Message[]>()
  #running = 0
  #wake = Promise.withResolvers<void>()
  #stopping = false
  #loop: Promise<void> | undefined

  constructor(options: DispatcherOptions) {
    this.#options = options
  }

  start(): void {
    this.#loop ??= this.#dispatch()
  }

  /** Looks at the queue now. */
  wake(): void {
    this.#wake.resolve()
  }

  /** As `wake`, for a message that will be here soon. */
  warm(): void {
    if (!this.#stopping) this.#options.pool.warm()
  }

  /** Takes no more, gives what is under way until `limitMs`, and puts the rest back. */
  async stop(limitMs: number): Promise<void> {
    this.#stopping = true
    this.wake()
    await this.#loop
    const until = performance.now() + limitMs
    while (this.#inHand.size > 0 && performance.now() < until) await this.#woken(until - performance.now())
    const unfinished = [...this.#inHand].flat()
    this.#options.pool.kill()
    if (unfinished.length > 0) await this.#options.queue.release(unfinished)
  }

  async status(): Promise<FunctionStatus> {
    const { queue, pool, function: described } = this.#options
    const processes = pool.processes.map(async ({ pid, busy }) => {
      return { pid, busy, residentBytes: (await residentBytes(pid)) ?? null }
    })
    return {
      name: described.name,
      ...(await queue.depth(described.name)),
      attempts: { ...this.#attempts },
      processes: await Promise.all(processes),
    }
  }

  async #dispatch(): Promise<void> {
    while (!this.#stopping) {
      const sleepMs = await this.#takeAll().catch((error: unknown) => {
        this.#options.logger.error({ err: error }, 'the queue of a function cannot be read; trying again')
        return afterFaultMs
      })
      if (!this.#stopping) await this.#woken(sleepMs)
    }
  }

  /** Takes what there are processes for. Returns for how long there is nothing to do, unless woken. */
  async #takeAll(): Promise<number> {
    const { queue, concurrency, function: described } = this.#options
    const visibilityMs = described.timeoutSeconds * 1_000 + visibilitySlackMs
    const batchSize = described.trigger.kind === 'queue' ? described.trigger.batchSize : 1
    while (this.#running < concurrency && !this.#stopping) {
      const messages = await queue.claim(described.name, batchSize, visibilityMs)
      if (messages.length === 0) {
        const ms = await queue.nextVisibleMs(described.name)
        return Math.min(maxSleepMs, Math.max(1, Math.ceil(ms ?? maxSleepMs)))
      }
      this.#inHand.add(messages)
      void this.#work(messages)
    }
    return maxSleepMs
  }

  async #work(messages: readonly Message[]): Promise<void> {
    const { logger } = this.#options
    try {
      const outcome = await this.#invoke(messages)
      // Put back, it is no longer ours to settle.
      if (this.#stopping && outcome.kind === 'crashed') return
      this.#attempts[outcome.kind] += 1
      await this.#settleAll(messages, outcome)
    } catch (error) {
      logger.error({ err: error }, 'what became of an invocation could not be kept; it is made again')
    } finally {
      this.#inHand.delete(messages)
      this.wake()
    }
  }

  /** Whoever is free works on the next while what became of this is kept. */
  async #invoke(messages: readonly Message[]): Promise<Outcome> {
    const { pool, function: described } = this.#options
    this.#running += 1
    try {
      return await pool.invoke(eventFor(described, messages))
    } finally {
      this.#running -= 1
      this.wake()
    }
  }

  async #settleAll(messages: readonly Message[], outcome: Outcome): Promise<void> {
    const settled = messages.map((message) => ({
      message,
      settlement: settle(this.#options.function, message, outcome),
    }))
    const completed = settled.filter(({ settlement }) => settlement.kind === 'completed')
    if (completed.length > 0) await this.#options.queue.complete(completed.map(({ message }) => message))
    for (const { message, settlement } of settled) await this.#settleFailure(message, settlement)
  }

  async #settleFailure(message: Message, settlement: Settlement): Promise<void> {
    const { queue, logger, onSent, function: described } = this.#options
    if (settlement.kind === 'completed') return
    const line = { function: described.name, subject: message.subject, attempt: message.attempts }
    if (settlement.kind === 'retried') {
      const { delaySeconds, error } = settlement
      logger.warn({ ...line, error, delaySeconds }, 'an invocation failed and is made again')
      return queue.retry(message, delaySeconds, error)
    }
    logger.error({ ...line, error: settlement.error }, 'an invocation failed for the last time: see the dead letters')
    await queue.bury(message, settlement.error, noticesOfFailure(message, settlement.failure))
    onSent()
  }

  async #woken(limitMs: number): Promise<void> {
    const timer = setTimeout(() => this.wake(), limitMs)
    await this.#wake.promise
    clearTimeout(timer)
    this.#wake = Promise.withResolvers()
  }
}
