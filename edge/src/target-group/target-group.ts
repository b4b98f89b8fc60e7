import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Service } from '@porchlight/system/services'
import { keepChecking } from './health-check.ts'
import { Target, type TargetSettings } from './target.ts'

export interface TargetGroupSettings extends TargetSettings {
  readonly socketsPath: string
  readonly intervalMs: number
  readonly timeoutMs: number
}

/** The replicas of a service: one slot more than its maximum, so that a rolling restart can start before it stops. */
export class TargetGroup {
  readonly service: Service['name']
  readonly #targets: readonly Target[]
  readonly #stop = new AbortController()
  readonly #checks: readonly Promise<void>[]
  /** Where the next search begins, so that equally busy targets take turns. */
  #turn = 0

  constructor(service: Service, settings: TargetGroupSettings) {
    this.service = service.name
    const slots = Array.from({ length: service.replicas.max + 1 }, (_, index) => `${service.name}.${index + 1}`)
    this.#targets = slots.map((slot) => new Target(slot, join(settings.socketsPath, `${slot}.sock`), settings))
    const check = { path: service.healthCheck.path, intervalMs: settings.intervalMs, timeoutMs: settings.timeoutMs }
    this.#checks = this.#targets.map((target) => keepChecking(target, check, this.#stop.signal))
  }

  get healthyTargets(): readonly string[] {
    return this.#targets.filter(({ healthy }) => healthy).map(({ name }) => name)
  }

  /**
   * The least busy of the best there are: healthy ones; else those about to leave; else, as an ALB fails open when all
   * are unhealthy, any that has a socket.
   */
  choose(tried: readonly Target[]): Target | undefined {
    return (
      this.#leastOutstanding(tried, ({ healthy, leaving }) => healthy && !leaving) ??
      this.#leastOutstanding(tried, ({ healthy }) => healthy) ??
      this.#leastOutstanding(tried, ({ socketPath }) => existsSync(socketPath))
    )
  }

  /** Ends the health checks, and what is still in flight with an error. */
  async close(): Promise<void> {
    this.#stop.abort()
    await Promise.all(this.#checks)
    await Promise.all(this.#targets.map(({ pool }) => pool.destroy()))
  }

  #leastOutstanding(tried: readonly Target[], qualifies: (target: Target) => boolean): Target | undefined {
    const count = this.#targets.length
    let best: Target | undefined
    for (let step = 0; step < count; step += 1) {
      const target = this.#targets[(this.#turn + step) % count]
      if (target === undefined || !qualifies(target) || tried.includes(target)) continue
      if (best === undefined || target.outstanding < best.outstanding) best = target
    }
    if (best !== undefined) this.#turn = (this.#targets.indexOf(best) + 1) % count
    return best
  }
}
