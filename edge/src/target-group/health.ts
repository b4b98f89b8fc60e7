/** AWS's names for how a target fares, and why. */
export type TargetHealth =
  | { readonly state: 'initial'; readonly reason: 'Elb.InitialHealthChecking' }
  | { readonly state: 'healthy'; readonly reason?: undefined }
  | { readonly state: 'unhealthy'; readonly reason: UnhealthyReason }
  | { readonly state: 'draining'; readonly reason: 'Target.DeregistrationInProgress' }
  | { readonly state: 'unused'; readonly reason: 'Target.NotRegistered' }

export type UnhealthyReason = 'Target.ResponseCodeMismatch' | 'Target.Timeout' | 'Target.FailedHealthChecks'

/** What one health check found out. */
export type CheckResult = { readonly passed: true } | { readonly passed: false; readonly reason: UnhealthyReason }

export interface HealthCounts {
  readonly healthyCount: number
  readonly unhealthyCount: number
}

const initial = { state: 'initial', reason: 'Elb.InitialHealthChecking' } as const

/** The health of one target, from check to check. */
export class HealthRecord {
  readonly #counts: HealthCounts
  readonly #changed: (health: TargetHealth, before: TargetHealth) => void
  #health: TargetHealth = { state: 'unused', reason: 'Target.NotRegistered' }
  /** Consecutive checks that speak against the state. */
  #contradictions = 0

  constructor(counts: HealthCounts, changed: (health: TargetHealth, before: TargetHealth) => void) {
    this.#counts = counts
    this.#changed = changed
  }

  get health(): TargetHealth {
    return this.#health
  }

  /** A new target needs one good check, an unhealthy one as many in a row as the group asks. */
  checked(result: CheckResult): void {
    const { state } = this.#health
    if (state === 'draining' && !result.passed) return
    if (state === 'unused' || state === 'draining') this.#turn(initial)
    if (this.#agrees(result)) {
      this.#contradictions = 0
      return
    }
    this.#contradictions += 1
    if (this.#contradictions < this.#needed(result)) return
    this.#turn(result.passed ? { state: 'healthy' } : { state: 'unhealthy', reason: result.reason })
  }

  /** It says that it leaves: it gets nothing new. */
  deregister(): void {
    this.#turn({ state: 'draining', reason: 'Target.DeregistrationInProgress' })
  }

  /** Nobody listens: that needs no second opinion. */
  unregister(): void {
    this.#turn({ state: 'unused', reason: 'Target.NotRegistered' })
  }

  #agrees(result: CheckResult): boolean {
    return this.#health.state === (result.passed ? 'healthy' : 'unhealthy')
  }

  #needed(result: CheckResult): number {
    if (!result.passed) return this.#counts.unhealthyCount
    return this.#health.state === 'initial' ? 1 : this.#counts.healthyCount
  }

  #turn(health: TargetHealth): void {
    const before = this.#health
    this.#contradictions = 0
    this.#health = health
    if (before.state !== health.state || before.reason !== health.reason) this.#changed(health, before)
  }
}
