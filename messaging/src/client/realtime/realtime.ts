import { SignedOut, type Tokens } from '../api/tokens.ts'
import { backoffMs } from '../backoff.ts'
import type { Connection } from '../model.ts'
import type { Random, Surroundings } from '../ports.ts'
import { Cell } from '../sources.ts'
import { type SessionEvents, type SessionPorts, SocketSession } from './socket-session.ts'

export interface RealtimeOptions extends SessionPorts {
  readonly realtimeUrl: string
  readonly host: string
  readonly tokens: Tokens
  readonly random: Random
  readonly surroundings: Surroundings
}

export type RealtimeEvents = Pick<SessionEvents, 'onLive' | 'onEntry' | 'onSignal'>

/**
 * Keeps a connection: opens another when one ends, with back-off and jitter, and before its token ends. The old one is
 * closed when the new one is live, so that nothing falls between them; doubles are dropped by number further on.
 */
export class Realtime {
  readonly #options: RealtimeOptions
  readonly #events: RealtimeEvents
  readonly #state = new Cell<Connection>({ state: 'connecting', retryAt: undefined, generation: 0 })
  readonly state = this.#state
  #current: SocketSession | undefined
  #opening: SocketSession | undefined
  #asking = false
  #failures = 0
  #cancelRetry: () => void = () => undefined
  #cancelRenewal: () => void = () => undefined

  constructor(options: RealtimeOptions, events: RealtimeEvents) {
    this.#options = options
    this.#events = events
  }

  /** Opens a connection now, beside one that is live: at the start, after sleep, and when the network changed. */
  open(): void {
    if (this.#ended || this.#asking || this.#opening !== undefined) return
    this.#cancelRetry()
    if (this.#current === undefined) this.#set({ state: 'connecting', retryAt: undefined })
    this.#asking = true
    this.#options.tokens.get().then(
      (token) => this.#connect(token),
      (error: unknown) => this.#failed(error),
    )
  }

  /** To be told when there is a network again, or none. */
  surroundingsChanged(): void {
    if (this.#ended) return
    if (!this.#options.surroundings.online()) {
      this.#set({ state: 'offline', retryAt: undefined })
      return
    }
    if (this.#state.getSnapshot().state === 'live') return
    this.#failures = 0
    this.open()
  }

  stop(): void {
    this.#set({ state: 'ended', retryAt: undefined })
    this.#cancelRetry()
    this.#cancelRenewal()
    this.#current?.close()
    this.#opening?.close()
  }

  get #ended(): boolean {
    return this.#state.getSnapshot().state === 'ended'
  }

  #connect(token: string): void {
    this.#asking = false
    if (this.#ended) return
    try {
      this.#opening = this.#session(token)
    } catch (error) {
      this.#failed(error)
    }
  }

  #session(token: string): SocketSession {
    const { realtimeUrl, host } = this.#options
    const session: SocketSession = new SocketSession(
      this.#options,
      { realtimeUrl, host, token },
      {
        onLive: () => this.#live(session, token),
        onEntry: this.#events.onEntry,
        onSignal: this.#events.onSignal,
        onEnd: (reason) => this.#lost(session, { token, reason }),
      },
    )
    return session
  }

  #live(session: SocketSession, token: string): void {
    this.#opening = undefined
    this.#current?.close()
    this.#current = session
    this.#failures = 0
    this.#renewLater(token)
    this.#set({ state: 'live', retryAt: undefined, generation: this.#state.getSnapshot().generation + 1 })
    this.#events.onLive()
  }

  #renewLater(token: string): void {
    this.#cancelRenewal()
    // Never at once: a clock that is wrong would have it renewed without end.
    const delayMs = Math.max(1_000, this.#options.tokens.renewInMs(token))
    this.#cancelRenewal = this.#options.clock.after(delayMs, () => this.#renew(token))
  }

  #renew(token: string): void {
    this.#options.tokens.renew(token).then(
      () => this.open(),
      (error: unknown) => this.#failed(error),
    )
  }

  #lost(session: SocketSession, { token, reason }: { token: string; reason: 'closed' | 'unauthorized' }): void {
    if (session === this.#current) this.#current = undefined
    else if (session === this.#opening) this.#opening = undefined
    else return
    if (reason === 'closed') this.#retry()
    else this.#renewThenRetry(token)
  }

  #renewThenRetry(token: string): void {
    this.#options.tokens.renew(token).then(
      () => this.#retry(),
      (error: unknown) => this.#failed(error),
    )
  }

  #failed(error: unknown): void {
    this.#asking = false
    if (error instanceof SignedOut) this.stop()
    else this.#retry()
  }

  #retry(): void {
    if (this.#ended) return
    const { clock, random, surroundings } = this.#options
    const delayMs = backoffMs(this.#failures, random)
    this.#failures += 1
    this.#cancelRetry()
    this.#cancelRetry = clock.after(delayMs, () => this.open())
    if (this.#current !== undefined) return
    this.#cancelRenewal()
    const offline = !surroundings.online()
    this.#set(
      offline ? { state: 'offline', retryAt: undefined } : { state: 'connecting', retryAt: clock.now() + delayMs },
    )
  }

  #set(change: Partial<Connection> & Pick<Connection, 'state' | 'retryAt'>): void {
    this.#state.set({ ...this.#state.getSnapshot(), ...change })
  }
}
