import type { Session as SessionAnswer } from '@porchlight/contract/identity'
import type { Me } from '@porchlight/contract/members'
import { type ApiProblem, problemOfError } from './problem.ts'
import { send } from './request.ts'

/** `unknown` until the cookie has been exchanged; `trouble` says why that takes long. */
export type Viewer =
  | { kind: 'unknown'; trouble: ApiProblem | null }
  | { kind: 'visitor' }
  | { kind: 'pending' }
  | { kind: 'member'; me: Me }

/** Renewed this long before it expires, so that no call meets an expired one. */
const renewBeforeMs = 60_000

/** Who is here, and their access token: in memory only, exchanged for the cookie and renewed in time. */
export class Session {
  readonly #origin: string
  readonly #listeners = new Set<() => void>()
  /** As the server drew the page; what is taken over late must begin with the same. */
  readonly viewerAtStart: Viewer
  #viewer: Viewer
  #token: { value: string; expiresAtMs: number } | undefined
  #resuming: Promise<void> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(origin: string, expectMember: boolean) {
    this.#origin = origin
    this.viewerAtStart = expectMember ? { kind: 'unknown', trouble: null } : { kind: 'visitor' }
    this.#viewer = this.viewerAtStart
  }

  get viewer(): Viewer {
    return this.#viewer
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Exchanges the cookie for an access token; callers at the same time share one exchange. */
  resume(): Promise<void> {
    this.#resuming ??= this.#exchange().finally(() => {
      this.#resuming = undefined
    })
    return this.#resuming
  }

  /** The token for a call; waits while it is not known yet who is here. Undefined: call as a visitor. */
  async token(): Promise<string | undefined> {
    if (this.#viewer.kind === 'unknown') await this.resume()
    if (this.#token && this.#token.expiresAtMs - Date.now() < 5_000) await this.resume()
    return this.#token?.value
  }

  /** Takes over what signing up, signing in or an exchange answered. */
  accept(session: SessionAnswer): void {
    clearTimeout(this.#timer)
    this.#token = undefined
    if (session.kind === 'member') {
      const expiresAtMs = Date.parse(session.expiresAt)
      this.#token = { value: session.accessToken, expiresAtMs }
      const renewInMs = Math.max(1_000, expiresAtMs - Date.now() - renewBeforeMs)
      this.#timer = setTimeout(() => void this.resume().catch(() => undefined), renewInMs)
    }
    this.#become(session.kind === 'member' ? { kind: 'member', me: session.me } : { kind: session.kind })
  }

  /** Shows a changed profile at once. */
  changeMe(me: Me): void {
    if (this.#viewer.kind === 'member') this.#become({ kind: 'member', me })
  }

  async #exchange(): Promise<void> {
    try {
      const answer: SessionAnswer = await send(this.#origin, 'POST /auth/session', { body: {} }, undefined)
      this.accept(answer)
    } catch (error) {
      const problem = problemOfError(error)
      if (problem.code === 'session_ended') return this.accept({ kind: 'visitor' })
      if (this.#viewer.kind === 'unknown') this.#become({ kind: 'unknown', trouble: problem })
      throw problem
    }
  }

  #become(viewer: Viewer): void {
    this.#viewer = viewer
    for (const listener of this.#listeners) listener()
  }
}
