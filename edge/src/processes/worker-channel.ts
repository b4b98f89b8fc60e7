import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import { isToWorker, type ToPrimary } from './messages.ts'

/** Records travel in company: a message costs more than what is in it. */
const batchDelayMs = 50

/** A worker's end of the channel to its primary. */
export class WorkerChannel {
  readonly #first = Promise.withResolvers<Firewall>()
  #enforce: (firewall: Firewall) => void = this.#first.resolve
  #records: FirewallLogRecord[] = []

  constructor() {
    process.on('message', (message: unknown) => {
      if (!isToWorker(message)) return
      switch (message.kind) {
        case 'firewall':
          return this.#enforce(message.firewall)
        case 'ping':
          return this.#tell({ kind: 'pong' })
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

  ready(): void {
    this.#tell({ kind: 'ready' })
  }

  record(record: FirewallLogRecord): void {
    if (this.#records.length === 0) setTimeout(() => this.flush(), batchDelayMs).unref()
    this.#records.push(record)
  }

  flush(): void {
    if (this.#records.length > 0) this.#tell({ kind: 'records', records: this.#records })
    this.#records = []
  }

  #tell(message: ToPrimary): void {
    if (process.connected) process.send?.(message)
  }
}
