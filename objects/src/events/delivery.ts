import { access } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '@porchlight/runtime/logger'
import { hasCode } from '../disk/has-code.ts'
import type { Layout } from '../disk/layout.ts'
import { keyOf, type ObjectCreated } from './object-created.ts'
import { EventRefused, type PostEvent } from './post-event.ts'
import type { EventSpool } from './spool.ts'

export interface DeliveryTimes {
  /** Doubled with each failure, up to the last. */
  readonly firstRetryMs: number
  readonly lastRetryMs: number
  /** How often the spool is looked through for what another process left. */
  readonly rescanMs: number
  /** An event whose object is still not there after this long is of an upload that was cut down. */
  readonly abandonedMs: number
}

export const deliveryTimes: DeliveryTimes = {
  firstRetryMs: 100,
  lastRetryMs: 15_000,
  rescanMs: 30_000,
  abandonedMs: 60_000,
}

/** So many events are on their way at a time. */
const batchSize = 16

export interface DeliveryOptions {
  readonly spool: EventSpool
  readonly layout: Layout
  readonly post: PostEvent
  readonly times: DeliveryTimes
  readonly logger: Logger
}

/** Gives each event in the spool to whoever takes events, at least once. */
export class EventDelivery {
  readonly #options: DeliveryOptions
  readonly #waiting = new Set<string>()
  readonly #stopped = new AbortController()
  #draining: Promise<void> | undefined
  #rescanning: Promise<void> | undefined

  constructor(options: DeliveryOptions) {
    this.#options = options
  }

  /** Looks through the spool now, and again from time to time. */
  start(): void {
    this.#rescanning = this.#keepRescanning()
  }

  /** For an event whose object can be seen. */
  offer(name: string): void {
    this.#waiting.add(name)
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = undefined
    })
  }

  /** What has not been taken by then stays in the spool. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    await Promise.all([this.#draining, this.#rescanning])
  }

  async #drain(): Promise<void> {
    const { firstRetryMs, lastRetryMs } = this.#options.times
    let retryMs = firstRetryMs
    while (this.#waiting.size > 0 && !this.#stopped.signal.aborted) {
      const batch = [...this.#waiting].slice(0, batchSize)
      const taken = await Promise.all(batch.map((name) => this.#deliver(name)))
      if (taken.includes(true)) retryMs = firstRetryMs
      if (!taken.includes(false)) continue
      await this.#pause(retryMs)
      retryMs = Math.min(lastRetryMs, retryMs * 2)
    }
  }

  /** False: to be tried again soon. */
  async #deliver(name: string): Promise<boolean> {
    const { spool, post, logger } = this.#options
    try {
      const event = await spool.read(name)
      if (event !== undefined) await post(event)
      await spool.remove(name)
    } catch (error) {
      logger.warn({ err: error, event: name }, 'an event was not taken; it is kept')
      // What is refused waits for the next look through the spool, so that it holds up nothing.
      if (!(error instanceof EventRefused)) return false
    }
    this.#waiting.delete(name)
    return true
  }

  async #keepRescanning(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      await this.#rescan().catch((error: unknown) =>
        this.#options.logger.error({ err: error }, 'the spool of events could not be read'),
      )
      await this.#pause(this.#options.times.rescanMs)
    }
  }

  async #rescan(): Promise<void> {
    for (const name of await this.#options.spool.names()) {
      if (!this.#waiting.has(name)) await this.#reconsider(name)
    }
  }

  async #reconsider(name: string): Promise<void> {
    const { spool, layout, times, logger } = this.#options
    const event = await spool.read(name).catch((error: unknown) => {
      logger.error({ err: error, event: name }, 'an event in the spool is damaged; look at the file')
      return undefined
    })
    if (event === undefined) return
    if (await exists(layout.pathOf(keyOf(event)))) this.offer(name)
    else if (ageMs(event) > times.abandonedMs) await spool.remove(name)
  }

  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#stopped.signal }).catch(() => undefined)
  }
}

function ageMs(event: ObjectCreated): number {
  return Date.now() - Date.parse(event.Records[0].eventTime)
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return false
      throw error
    },
  )
}
