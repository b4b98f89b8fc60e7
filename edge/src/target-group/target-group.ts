import { join } from 'node:path'
import type { Logger } from '@porchlight/runtime/logger'
import type { Service } from '@porchlight/system/services'
import { type TargetGroupAttributes, targetGroupFaults } from '@porchlight/system/target-group'
import { type Algorithm, createAlgorithm } from './algorithm.ts'
import type { HealthCounts, TargetHealth } from './health.ts'
import { keepChecking } from './health-check.ts'
import { Target } from './target.ts'

export interface TargetGroupSettings extends HealthCounts {
  readonly attributes: TargetGroupAttributes
  readonly socketsPath: string
  readonly intervalMs: number
  readonly timeoutMs: number
  readonly idleTimeoutMs: number
  readonly logger: Logger
}

/** The replicas of a service: one slot more than its maximum, so that a rolling restart can start before it stops. */
export class TargetGroup {
  readonly service: Service['name']
  /** Resolves when every target has been checked once. */
  readonly checked: Promise<void>
  readonly #targets: readonly Target[]
  readonly #attributes: TargetGroupAttributes
  readonly #pick: Algorithm
  readonly #stop = new AbortController()
  readonly #checks: readonly Promise<void>[]

  /** @throws {Error} for attributes that AWS would refuse. */
  constructor(service: Service, settings: TargetGroupSettings) {
    const faults = targetGroupFaults(settings.attributes)
    if (faults.length > 0) throw new Error(`Target group ${service.name}: ${faults.join('; ')}`)
    this.service = service.name
    this.#attributes = settings.attributes
    this.#pick = createAlgorithm(settings.attributes)
    this.#targets = targetsOf(service, settings)
    const { path, matcher } = service.healthCheck
    const { intervalMs, timeoutMs } = settings
    const first = this.#targets.map(() => Promise.withResolvers<void>())
    this.checked = Promise.all(first.map(({ promise }) => promise)).then(() => undefined)
    this.#checks = this.#targets.map((target, index) => {
      const onFirst = (): void => first[index]?.resolve()
      return keepChecking(target, { path, matcher, intervalMs, timeoutMs, signal: this.#stop.signal, onFirst })
    })
  }

  /** How each target fares, without the slots that nobody is in. */
  get targets(): readonly ({ target: string } & TargetHealth)[] {
    return this.#targets
      .map(({ name, health }) => ({ target: name, ...health }))
      .filter(({ state }) => state !== 'unused')
  }

  /** Whether `choose` would find one. */
  get hasTarget(): boolean {
    return this.#targets.some((target) => target.healthy || target.registered)
  }

  /**
   * One of the healthy targets by the group's algorithm. Where fewer are healthy than the group asks for, or all of them
   * have been tried, it fails open: any target will do that is not draining.
   */
  choose(tried: readonly Target[]): Target | undefined {
    const healthy = this.#targets.filter((target) => target.healthy)
    const untried = healthy.filter((target) => !tried.includes(target))
    if (untried.length === 0 || healthy.length < this.#minimumHealthy()) {
      return this.#pick(this.#targets.filter((target) => target.registered && !tried.includes(target)))
    }
    const staying = untried.filter(({ leaving }) => !leaving)
    return this.#pick(staying.length > 0 ? staying : untried)
  }

  /** Ends the health checks, and what is still in flight with an error. */
  async close(): Promise<void> {
    this.#stop.abort()
    await Promise.all(this.#checks)
    await Promise.all(this.#targets.map((target) => target.close()))
  }

  #minimumHealthy(): number {
    const minimum = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets'
    const count = this.#attributes[`${minimum}.count`]
    const percentage = this.#attributes[`${minimum}.percentage`]
    if (percentage === 'off') return count
    return Math.max(count, Math.ceil((this.targets.length * percentage) / 100))
  }
}

function targetsOf(service: Service, settings: TargetGroupSettings): readonly Target[] {
  const { attributes, socketsPath, logger, healthyCount, unhealthyCount, idleTimeoutMs } = settings
  const deregistrationDelayMs = attributes['deregistration_delay.timeout_seconds'] * 1_000
  const changed = ({ name, health }: Target, before: TargetHealth): void => {
    const level = health.state === 'unhealthy' ? 'warn' : 'info'
    logger[level]({ target: name, ...health, before: before.state }, 'target health')
  }
  const each = { healthyCount, unhealthyCount, idleTimeoutMs, deregistrationDelayMs, changed }
  return Array.from({ length: service.replicas.max + 1 }, (_, index) => {
    const slot = `${service.name}.${index + 1}`
    return new Target(slot, join(socketsPath, `${slot}.sock`), each)
  })
}
