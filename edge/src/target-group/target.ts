import { Pool } from 'undici'
import { clientKeepAliveTimeoutMs, maxResponseHeadBytes, targetConnectTimeoutMs } from '../protocol/limits.ts'

export interface HealthCounts {
  readonly healthyCount: number
  readonly unhealthyCount: number
}

export interface TargetSettings extends HealthCounts {
  /** How long the target may be silent before its first byte, and between two. */
  readonly idleTimeoutMs: number
}

/** Below a target's own (75 s), so that it is never the target that closes a connection about to be used. */
const keepAliveTimeoutMs = clientKeepAliveTimeoutMs - 15_000

/** One replica, and how it fares. */
export class Target {
  /** `api.1` */
  readonly name: string
  readonly socketPath: string
  readonly pool: Pool
  outstanding = 0
  readonly #settings: TargetSettings
  #healthy = false
  #leaving = false
  /** Consecutive checks that contradict `#healthy`. */
  #contradictions = 0

  constructor(name: string, socketPath: string, settings: TargetSettings) {
    this.name = name
    this.socketPath = socketPath
    this.#settings = settings
    this.pool = new Pool('http://localhost', {
      socketPath,
      allowH2: false,
      pipelining: 1,
      connectTimeout: targetConnectTimeoutMs,
      headersTimeout: settings.idleTimeoutMs,
      bodyTimeout: settings.idleTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      keepAliveMaxTimeout: keepAliveTimeoutMs,
      maxHeaderSize: maxResponseHeadBytes,
    })
  }

  get healthy(): boolean {
    return this.#healthy
  }

  /** Healthy by its last check, but it has asked for connections to be closed since. */
  get leaving(): boolean {
    return this.#leaving
  }

  checked(result: 'good' | 'bad'): void {
    if (result === 'good') this.#leaving = false
    if ((result === 'good') === this.#healthy) {
      this.#contradictions = 0
      return
    }
    this.#contradictions += 1
    const needed = this.#healthy ? this.#settings.unhealthyCount : this.#settings.healthyCount
    if (this.#contradictions >= needed) this.#turn(!this.#healthy)
  }

  /** Nobody listens: that needs no second opinion. */
  unreachable(): void {
    this.#turn(false)
  }

  /** It answered with `Connection: close`, as a draining server does. */
  asksToClose(): void {
    this.#leaving = true
  }

  #turn(healthy: boolean): void {
    this.#healthy = healthy
    this.#contradictions = 0
  }
}
