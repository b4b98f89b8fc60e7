import type { FunctionName } from '@porchlight/contract/function-messages'
import type {
  DeadLetterPage,
  DeadLetterQuery,
  DeadLetterSelection,
  FunctionsStatus,
  S3EventRecord,
} from '@porchlight/contract/functions-control'
import type { PictureNotification } from '@porchlight/contract/picture-events'
import type { Logger } from '@porchlight/runtime/logger'
import { deadLetterRetentionSeconds, type ServerlessFunction } from '@porchlight/system/data'
import type { Pool } from 'pg'
import { Dispatcher } from './dispatcher.ts'
import { messagesOf, notificationMessage } from './picture-events.ts'
import { ProcessPool } from './process/process-pool.ts'
import { DeadLetters } from './queue/dead-letters.ts'
import { MessageQueue } from './queue/message-queue.ts'

export interface RunnerOptions {
  readonly functions: readonly ServerlessFunction[]
  /** The file that runs a function, named by its argument. */
  readonly entry: string
  readonly environments: Readonly<Record<FunctionName, Readonly<Record<string, string>>>>
  readonly cores: number
  /** A process that had nothing to do for so long leaves, but for the last one. */
  readonly idleMs: number
  readonly pool: Pool
  readonly logger: Logger
}

const sweepIntervalMs = 3_600_000
/** The place has its start behind it by then. */
const warmAfterMs = 3_000

/** AWS Lambda's part on one machine: keeps events and messages, and invokes functions until each is done or given up. */
export class FunctionRunner {
  readonly #queue: MessageQueue
  readonly #deadLetters: DeadLetters
  readonly #dispatchers: ReadonlyMap<FunctionName, Dispatcher>
  readonly #logger: Logger
  readonly #startedAt = new Date()
  #sweep: NodeJS.Timeout | undefined
  #warming: NodeJS.Timeout | undefined

  constructor(options: RunnerOptions) {
    this.#queue = new MessageQueue(options.pool)
    this.#deadLetters = new DeadLetters(options.pool)
    this.#logger = options.logger
    this.#dispatchers = new Map(options.functions.map((one) => [one.name, this.#dispatcherOf(one, options)]))
  }

  async start(): Promise<void> {
    const recovered = await this.#queue.recover()
    if (recovered > 0) this.#logger.warn({ messages: recovered }, 'an earlier runner ended in the middle of these')
    for (const dispatcher of this.#dispatchers.values()) dispatcher.start()
    const sweep = () => {
      this.#deadLetters
        .expire(deadLetterRetentionSeconds)
        .catch((error: unknown) => this.#logger.warn({ err: error }, 'old dead letters could not be dropped'))
    }
    sweep()
    this.#sweep = setInterval(sweep, sweepIntervalMs).unref()
    const warm = () => {
      for (const dispatcher of this.#dispatchers.values()) dispatcher.warm()
    }
    this.#warming = setTimeout(warm, warmAfterMs).unref()
  }

  async stop(limitMs: number): Promise<void> {
    clearInterval(this.#sweep)
    clearTimeout(this.#warming)
    await Promise.all([...this.#dispatchers.values()].map((dispatcher) => dispatcher.stop(limitMs)))
  }

  /** Resolves once the events are kept. Those that no function is for are let go. */
  async receiveEvents(records: readonly S3EventRecord[]): Promise<void> {
    const messages = records.flatMap(messagesOf)
    if (messages.length === 0) return
    await this.#queue.send(messages)
    this.#dispatchers.get('process-image')?.wake()
    // It will have something to tell before long.
    this.#dispatchers.get('notify')?.warm()
  }

  /** While the bytes are on their way, the function that waits for them can load. */
  expectUpload(): void {
    this.#dispatchers.get('process-image')?.warm()
  }

  /** Resolves once the notification is kept. */
  async receiveNotification(notification: PictureNotification): Promise<void> {
    await this.#queue.send([notificationMessage(notification)])
    this.#dispatchers.get('notify')?.wake()
  }

  async status(): Promise<FunctionsStatus> {
    const functions = await Promise.all([...this.#dispatchers.values()].map((dispatcher) => dispatcher.status()))
    return { startedAt: this.#startedAt.toISOString(), functions }
  }

  deadLetters(query: DeadLetterQuery): Promise<DeadLetterPage> {
    return this.#deadLetters.list(query)
  }

  async redrive(selection: DeadLetterSelection): Promise<number> {
    const names = await this.#deadLetters.redrive(selection)
    for (const name of new Set(names)) this.#dispatchers.get(name)?.wake()
    return names.length
  }

  drop(selection: DeadLetterSelection): Promise<number> {
    return this.#deadLetters.drop(selection)
  }

  #dispatcherOf(described: ServerlessFunction, options: RunnerOptions): Dispatcher {
    const { entry, environments, cores, idleMs, logger } = options
    const program = {
      name: described.name,
      entry,
      environment: environments[described.name],
      memoryBytes: described.memoryMiB * 1024 * 1024,
      timeoutMs: described.timeoutSeconds * 1_000,
    }
    return new Dispatcher({
      function: described,
      // One batch at a time is enough of a queue.
      concurrency: described.trigger.kind === 'queue' ? 1 : Math.min(described.reservedConcurrency, cores),
      queue: this.#queue,
      pool: new ProcessPool(program, idleMs),
      logger,
      onSent: () => this.#dispatchers.get('notify')?.wake(),
    })
  }
}
