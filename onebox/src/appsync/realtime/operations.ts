import { duplicated, type Fault, maxSubscriptions, unknownOperation } from './faults.ts'

/** A subscription of one connection, from `start` on. */
interface Operation<Start> {
  readonly start: Start
  state: 'waiting' | 'starting' | 'active' | 'stopped'
  end?: () => void
}

export interface OperationsOptions<Start> {
  readonly limit: number
  /** How many are started at a time. */
  readonly atATime: number
  /** Resolves with what ends the subscription, or undefined where there is none; must not throw. */
  readonly begin: (start: Start) => Promise<(() => void) | undefined>
  /** Called for one that was stopped. */
  readonly completed: (id: string) => void
}

/** The subscriptions of a connection by their ids. One that was stopped while it started counts until it has. */
export class Operations<Start extends { readonly id: string }> {
  readonly #operations = new Map<string, Operation<Start>>()
  readonly #waiting: Operation<Start>[] = []
  readonly #options: OperationsOptions<Start>
  #starting = 0
  #ended = false

  constructor(options: OperationsOptions<Start>) {
    this.#options = options
  }

  /** Returns why not, where it is not started. */
  start(start: Start): Fault | undefined {
    const { limit } = this.#options
    if (this.#operations.has(start.id)) return duplicated(start.id)
    if (this.#operations.size >= limit) return maxSubscriptions(limit)
    const operation: Operation<Start> = { start, state: 'waiting' }
    this.#operations.set(start.id, operation)
    this.#waiting.push(operation)
    this.#startWaiting()
    return undefined
  }

  stop(id: string): Fault | undefined {
    const operation = this.#operations.get(id)
    if (operation === undefined || operation.state === 'stopped') return unknownOperation(id)
    const { state } = operation
    operation.state = 'stopped'
    if (state === 'active') this.#complete(operation)
    return undefined
  }

  endAll(): void {
    this.#ended = true
    this.#waiting.length = 0
    for (const { end } of this.#operations.values()) end?.()
    this.#operations.clear()
  }

  #startWaiting(): void {
    while (this.#starting < this.#options.atATime) {
      const operation = this.#waiting.shift()
      if (operation === undefined) return
      void this.#begin(operation)
    }
  }

  async #begin(operation: Operation<Start>): Promise<void> {
    this.#starting += 1
    if (operation.state === 'waiting') {
      operation.state = 'starting'
      const end = await this.#options.begin(operation.start)
      if (end !== undefined) operation.end = end
    }
    this.#starting -= 1
    this.#begun(operation)
    this.#startWaiting()
  }

  #begun(operation: Operation<Start>): void {
    if (this.#ended) operation.end?.()
    else if (operation.state === 'stopped') this.#complete(operation)
    else if (operation.end === undefined) this.#operations.delete(operation.start.id)
    else operation.state = 'active'
  }

  #complete({ start: { id }, end }: Operation<Start>): void {
    end?.()
    this.#operations.delete(id)
    this.#options.completed(id)
  }
}
