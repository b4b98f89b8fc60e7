import type { Log } from '../log.ts'
import type { OperatorError } from '../operator-error.ts'
import { KeptAlive, type RestartPolicy } from './kept-alive.ts'
import type { Program } from './program.ts'
import { ReplicaGroup } from './replica-group.ts'
import type { Launch } from './running-process.ts'

export interface SupervisorOptions {
  readonly database: Launch
  readonly programs: readonly Program[]
  readonly policy: RestartPolicy
  readonly log: Log
  /** How long the edge takes to notice that a replica is ready. */
  readonly noticeMs: number
  readonly onCrashLoop: (error: OperatorError) => void
}

/** From the request to the last process gone, 5 s: so much for each, whatever the ones before left unused. */
const stopLimitsMs = { front: 3_700, services: 4_400, database: 4_700 } as const
const drainLimitMs = 5_000

/** The database, the services that need it, and the front that leads to them. */
export class Supervisor {
  readonly #log: Log
  readonly #database: KeptAlive
  readonly #groups: readonly ReplicaGroup[]
  #rolling: Promise<void> | undefined
  #rollAgain = false

  constructor(options: SupervisorOptions) {
    const { log, policy, noticeMs, onCrashLoop } = options
    this.#log = log
    this.#database = new KeptAlive({
      name: 'PostgreSQL',
      launch: options.database,
      policy,
      log: log.child({ program: 'postgres' }),
      onCrashLoop,
    })
    this.#groups = options.programs.map(
      (program) => new ReplicaGroup({ program, policy, log, noticeMs, drainLimitMs, onCrashLoop }),
    )
  }

  /** Starts everything that can start beside the rest; true when all of it is ready, false when some never will be. */
  async start(): Promise<boolean> {
    const database = this.#database.start()
    const ready = await Promise.all(
      this.#groups.map(async (group) => {
        if (group.program.needsDatabase && !(await database)) return false
        return group.start()
      }),
    )
    return (await database) && !ready.includes(false)
  }

  /** Replaces the replicas of every service one by one, without a request failing. Asked again meanwhile, once more after. */
  roll(): Promise<void> {
    this.#rollAgain = true
    this.#rolling ??= this.#rollAll().finally(() => {
      this.#rolling = undefined
    })
    return this.#rolling
  }

  /** The front first, which drains, then services, then the database. Nothing is left after 5 s. */
  async stop(): Promise<void> {
    const startedAt = performance.now()
    const remaining = (limitMs: number): number => limitMs - (performance.now() - startedAt)
    await Promise.all(this.#having('front').map((group) => group.stop(remaining(stopLimitsMs.front))))
    await Promise.all(this.#having('service').map((group) => group.stop(remaining(stopLimitsMs.services))))
    await this.#database.stop(remaining(stopLimitsMs.database))
    this.#log.info('stopped', { tookMs: Math.round(performance.now() - startedAt) })
  }

  /** Process ids by program, for whoever wants to look. */
  pids(): Readonly<Record<string, readonly (number | undefined)[]>> {
    const groups = this.#groups.map((group) => [group.program.name, [...group.pids().values()]] as const)
    return { postgres: [this.#database.pid], ...Object.fromEntries(groups) }
  }

  async #rollAll(): Promise<void> {
    while (this.#rollAgain) {
      this.#rollAgain = false
      for (const group of [...this.#having('service'), ...this.#having('front')]) await group.roll()
    }
    this.#log.info('every service has been rolled')
  }

  #having(role: Program['role']): readonly ReplicaGroup[] {
    return this.#groups.filter((group) => group.program.role === role)
  }
}
