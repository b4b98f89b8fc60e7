import { existsSync } from 'node:fs'
import { Pool } from 'undici'
import { clientKeepAliveTimeoutMs, maxResponseHeadBytes, targetConnectTimeoutMs } from '../protocol/limits.ts'
import { type CheckResult, type HealthCounts, HealthRecord, type TargetHealth } from './health.ts'

export interface TargetSettings extends HealthCounts {
  /** How long the target may be silent before its first byte, and between two. */
  readonly idleTimeoutMs: number
  /** How long it may take, once it leaves, to finish what it has. */
  readonly deregistrationDelayMs: number
  readonly changed: (target: Target, before: TargetHealth) => void
}

/** Below a target's own (75 s), so that it is never the target that closes a connection about to be used. */
const keepAliveTimeoutMs = clientKeepAliveTimeoutMs - 15_000

/** One replica, and how it fares. */
export class Target {
  /** `api.1` */
  readonly name: string
  readonly socketPath: string
  outstanding = 0
  /** Since when it has been healthy, by `performance.now()`. */
  healthySince = 0
  readonly #settings: TargetSettings
  readonly #record: HealthRecord
  #pool: Pool
  #leaving = false
  #cutOff: NodeJS.Timeout | undefined

  constructor(name: string, socketPath: string, settings: TargetSettings) {
    this.name = name
    this.socketPath = socketPath
    this.#settings = settings
    this.#pool = this.#openPool()
    this.#record = new HealthRecord(settings, (health, before) => this.#changed(health, before))
  }

  get pool(): Pool {
    return this.#pool
  }

  get health(): TargetHealth {
    return this.#record.health
  }

  get healthy(): boolean {
    return this.health.state === 'healthy'
  }

  /** Healthy by its last check, but it has asked for a connection to be closed since. */
  get leaving(): boolean {
    return this.#leaving
  }

  /** May get requests when the group fails open, be it healthy or not; a new one counts before its first check. */
  get registered(): boolean {
    const { state } = this.health
    return state === 'unused' ? existsSync(this.socketPath) : state !== 'draining'
  }

  checked(result: CheckResult): void {
    if (result.passed) this.#leaving = false
    this.#record.checked(result)
  }

  /** It said that it is draining. */
  deregister(): void {
    this.#record.deregister()
  }

  /** Nobody listens. */
  unregister(): void {
    this.#record.unregister()
  }

  /** It answered with `Connection: close`, as a draining server does, and so does one that was sent nonsense. */
  asksToClose(): void {
    this.#leaving = true
  }

  async close(): Promise<void> {
    clearTimeout(this.#cutOff)
    await this.#pool.destroy()
  }

  #changed(health: TargetHealth, before: TargetHealth): void {
    if (health.state === 'healthy') this.healthySince = performance.now()
    if (before.state === 'draining') clearTimeout(this.#cutOff)
    if (health.state === 'draining') {
      this.#cutOff = setTimeout(() => this.#cut(), this.#settings.deregistrationDelayMs).unref()
    }
    this.#settings.changed(this, before)
  }

  /** What is still in flight after the deregistration delay is given up. */
  #cut(): void {
    const before = this.#pool
    this.#pool = this.#openPool()
    void before.destroy(new Error('The deregistration delay has passed'))
  }

  #openPool(): Pool {
    return new Pool('http://localhost', {
      socketPath: this.socketPath,
      allowH2: false,
      pipelining: 1,
      connectTimeout: targetConnectTimeoutMs,
      headersTimeout: this.#settings.idleTimeoutMs,
      bodyTimeout: this.#settings.idleTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      keepAliveMaxTimeout: keepAliveTimeoutMs,
      maxHeaderSize: maxResponseHeadBytes,
    })
  }
}
