import { setTimeout as delay } from 'node:timers/promises'
import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import type { RateCounters } from '../firewall/rate/rate-counters.ts'
import { isToWorker, type ToPrimary } from './messages.ts'

/** Records travel in company: a message costs more than what is in it. */
const batchDelayMs = 50

/** AWS looks about every ten seconds; a client gains by this what it sends in two. */
const rateIntervalMs = 2_000
/** The smallest limit is 10. Keys that are seen once or twice stay at home, so that a flood of them costs no messages. */
const minimumShared = 3

const farewellLimitMs = 1_000

/** A worker's end of the channel to its primary. */
export class WorkerChannel {
  readonly #first = Promise.withResolvers<Firewall>()
  readonly #retired = Promise.withResolvers<number>()
  readonly #farewell = Promise.withResolvers<void>()
  #enforce: (firewall: Firewall) => void = this.#first.resolve
  #records: FirewallLogRecord[] = []
  #rates: RateCounters | undefined

  constructor() {
    // A supervisor's preloaded module may have let go of it, and until we listen nothing else keeps us running.
    process.channel?.ref()
    process.on('message', (message: unknown) => {
      if (!isToWorker(message)) return
      switch (message.kind) {
        case 'firewall':
          return this.#enforce(message.firewall)
        case 'rates':
          return this.#rates?.setOthers(message.counts)
        case 'ping':
          return this.#tell({ kind: 'pong' })
        case 'retire':
          return this.#retired.resolve(message.limitMs)
        case 'farewell':
          return this.#farewell.resolve()
      }
    })
  }

  /** What to judge by at first; what comes later goes to `onChange`. */
  firewall(onChange: (firewall: Firewall) => void): Promise<Firewall> {
    void this.#first.promise.then(() => {
      this.#enforce = onChange
    })
    return this.#first.promise
  }

  /** Resolves, once a successor has taken over, with how long finishing may take. */
  get retired(): Promise<number> {
    return this.#retired.promise
  }

  ready(): void {
    this.#tell({ kind: 'ready' })
  }

  /** Resolves when the process may end: connections that were on their way here have been sent elsewhere. */
  async leave(): Promise<void> {
    this.#flush()
    this.#tell({ kind: 'leaving' })
    await Promise.race([this.#farewell.promise, delay(farewellLimitMs)])
  }

  record(record: FirewallLogRecord): void {
    if (this.#records.length === 0) setTimeout(() => this.#flush(), batchDelayMs).unref()
    this.#records.push(record)
  }

  /** From now on a limit holds over all workers, as far as they have told one another. */
  shareRates(rates: RateCounters): void {
    this.#rates = rates
    setInterval(() => this.#tell({ kind: 'rates', counts: rates.local(minimumShared) }), rateIntervalMs).unref()
  }

  #flush(): void {
    if (this.#records.length > 0) this.#tell({ kind: 'records', records: this.#records })
    this.#records = []
  }

  #tell(message: ToPrimary): void {
    if (process.connected) process.send?.(message)
  }
}
