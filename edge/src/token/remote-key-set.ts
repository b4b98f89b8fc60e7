import type { KeyObject } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '@porchlight/runtime/logger'
import { type KeySet, parseKeySet } from './key-set.ts'

export interface KeySetTimes {
  /** Between two fetches while all is well: the time that the issuer lets its key set be cached. */
  readonly refreshMs: number
  /** After a fetch that failed, with keys from an earlier one still good. */
  readonly retryMs: number
  /** The least from one fetch to the next, whoever asks: a key id that nobody knows is what anyone can send. */
  readonly minIntervalMs: number
}

export const keySetTimes: KeySetTimes = { refreshMs: 300_000, retryMs: 5_000, minIntervalMs: 1_000 }

export interface RemoteKeySetOptions {
  /** Answers the document. @throws when it cannot be had. */
  readonly fetch: (signal: AbortSignal) => Promise<string>
  readonly times: KeySetTimes
  readonly logger: Logger
}

/** The issuer's public keys: fetched in the background, one fetch at a time, and kept when a fetch fails. */
export class RemoteKeySet {
  readonly #options: RemoteKeySetOptions
  readonly #stop = new AbortController()
  #keys: KeySet = new Map()
  #fault: string | undefined
  #startedAt = Number.NEGATIVE_INFINITY
  #renewal: Promise<boolean> | undefined
  #refreshing: Promise<void> | undefined

  constructor(options: RemoteKeySetOptions) {
    this.#options = options
  }

  find(keyId: string): KeyObject | undefined {
    return this.#keys.get(keyId)
  }

  get isEmpty(): boolean {
    return this.#keys.size === 0
  }

  /** Fetches as soon as the last fetch is long enough ago; whoever asks meanwhile shares it. @returns whether it worked. */
  renew(): Promise<boolean> {
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = undefined
    })
    return this.#renewal
  }

  keepFresh(): void {
    this.#refreshing ??= this.#refresh()
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await this.#refreshing
  }

  async #refresh(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      const worked = await this.renew()
      const { refreshMs, retryMs } = this.#options.times
      // Without any key nobody gets in, so the next fetch waits only for its turn.
      if (!this.isEmpty) await this.#pause(worked ? refreshMs : retryMs)
    }
  }

  async #renew(): Promise<boolean> {
    const { times, fetch, logger } = this.#options
    await this.#pause(this.#startedAt + times.minIntervalMs - performance.now())
    if (this.#stop.signal.aborted) return false
    this.#startedAt = performance.now()
    try {
      this.#keys = parseKeySet(await fetch(this.#stop.signal), this.#keys)
      this.#fault = undefined
      return true
    } catch (error) {
      if (this.#stop.signal.aborted) return false
      const fault = error instanceof Error ? error.message : String(error)
      // Once, however often it is tried; before the first key it only says that the issuer starts.
      if (fault !== this.#fault) {
        logger[this.isEmpty ? 'info' : 'warn']({ fault, keysKept: this.#keys.size }, 'cannot fetch the signing keys')
      }
      this.#fault = fault
      return false
    }
  }

  async #pause(ms: number): Promise<void> {
    if (ms > 0) await delay(ms, undefined, { signal: this.#stop.signal, ref: false }).catch(() => undefined)
  }
}
