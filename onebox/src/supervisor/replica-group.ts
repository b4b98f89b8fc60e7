import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { OperatorError } from '../operator-error.ts'
import { KeptAlive, type RestartPolicy } from './kept-alive.ts'
import type { Program } from './program.ts'
import { launchReplica } from './replica.ts'

export interface ReplicaGroupOptions {
  readonly program: Program
  readonly policy: RestartPolicy
  readonly log: Log
  /** How long the edge takes to notice that a new replica is ready. */
  readonly noticeMs: number
  /** How long a replica may take to finish what it has when it is replaced. */
  readonly drainLimitMs: number
  readonly onCrashLoop: (error: OperatorError) => void
}

/** The replicas of one program, each in a slot. */
export class ReplicaGroup {
  readonly #options: ReplicaGroupOptions
  readonly #replicas = new Map<number, KeptAlive>()
  #stopping = false

  constructor(options: ReplicaGroupOptions) {
    this.#options = options
  }

  get program(): Program {
    return this.#options.program
  }

  /** Process ids by slot. */
  pids(): ReadonlyMap<number, number | undefined> {
    return new Map([...this.#replicas].map(([slot, replica]) => [slot, replica.pid]))
  }

  /** Resolves to true when all replicas are ready, to false when one never will be. */
  async start(): Promise<boolean> {
    if (this.#stopping) return false
    const slots = Array.from({ length: this.program.replicas }, (_, index) => index + 1)
    const ready = await Promise.all(slots.map((slot) => this.#place(slot, this.#options.onCrashLoop).start()))
    return !ready.includes(false)
  }

  /** Replaces the replicas one by one; each leaves when its successor is ready. Where one is not, the rest stays. */
  async roll(): Promise<void> {
    if (this.program.roll === 'itself') {
      for (const replica of this.#replicas.values()) replica.signal('SIGHUP')
      return
    }
    const { log, noticeMs, drainLimitMs } = this.#options
    for (const [slot, replica] of [...this.#replicas]) {
      const free = this.#freeSlot()
      if (free === undefined || this.#stopping) return
      let ready = false
      const successor = this.#place(free, (error) => {
        if (ready) this.#options.onCrashLoop(error)
        else log.error(error.message)
      })
      ready = await successor.start()
      if (this.#stopping) return
      if (!ready) {
        this.#replicas.delete(free)
        log.error('the new replica does not start; the others are kept as they are', { slot: free })
        return
      }
      await delay(noticeMs)
      await replica.stop(drainLimitMs)
      this.#replicas.delete(slot)
      log.info('rolled', { from: slot, to: free })
    }
  }

  async stop(limitMs: number): Promise<void> {
    this.#stopping = true
    await Promise.all([...this.#replicas.values()].map((replica) => replica.stop(limitMs)))
  }

  #place(slot: number, onCrashLoop: (error: OperatorError) => void): KeptAlive {
    const { program, policy } = this.#options
    const log = this.#options.log.child({ program: program.name, slot })
    const launch = () => launchReplica(program, slot, log)
    const replica = new KeptAlive({ name: `${program.name} ${slot}`, launch, policy, log, onCrashLoop })
    this.#replicas.set(slot, replica)
    return replica
  }

  #freeSlot(): number | undefined {
    return Array.from({ length: this.program.slots }, (_, index) => index + 1).find((slot) => !this.#replicas.has(slot))
  }
}
