import { DomainError } from '@porchlight/contract/errors'
import { z } from 'zod'
import type { BetterAuth } from './better-auth.ts'

/** The browser at the other end of a request. */
export interface Client {
  /** Empty when nobody said: a process of this machine. */
  readonly address: string
  readonly userAgent: string
  readonly cookie: string
}

/** A session's id, or nobody's, and what the browser's cookie becomes. */
export interface CookieSession {
  readonly sessionId: string | undefined
  readonly setCookies: readonly string[]
}

/** Cookies and passwords, for members whom the database already knows. */
export class Sessions {
  readonly #load: () => Promise<BetterAuth>
  readonly #cookieName: string
  #auth: Promise<BetterAuth> | undefined

  /** @param load opens the library, when it is first needed: a replica is ready sooner without it. */
  constructor(load: () => Promise<BetterAuth>, cookieName: string) {
    this.#load = load
    this.#cookieName = cookieName
  }

  /**
   * Opens a session and ends the one that the browser had.
   *
   * @throws {DomainError} `sign_in_failed`, `account_suspended`
   */
  async open(credentials: { email: string; password: string }, client: Client): Promise<CookieSession> {
    const { api } = await this.#library()
    const signedIn = await api
      .signInEmail({ body: credentials, headers: headersOf(client), returnHeaders: true })
      .catch((error: unknown) => {
        throw translated(error, 'sign_in_failed')
      })
    const setCookies = this.#cookiesIn(signedIn.headers)
    const { sessionId } = await this.read({ ...client, cookie: setCookies.map(pairOf).join('; ') })
    await this.end(client)
    return { sessionId, setCookies }
  }

  /** Whose cookie it is; one that is near its end is renewed, a dead one is cleared. */
  async read(client: Client): Promise<CookieSession> {
    if (!client.cookie.includes(this.#cookieName)) return { sessionId: undefined, setCookies: [] }
    const { api } = await this.#library()
    const { headers, response } = await api
      .getSession({ headers: headersOf(client), returnHeaders: true })
      .catch((error: unknown) => {
        throw translated(error)
      })
    return { sessionId: response?.session.id, setCookies: this.#cookiesIn(headers) }
  }

  /** Ends the session of the browser's cookie, if there is one; answers what clears the cookie. */
  async end(client: Client): Promise<readonly string[]> {
    const { api } = await this.#library()
    const { headers } = await api
      .signOut({ headers: headersOf(client), returnHeaders: true })
      .catch((error: unknown) => {
        throw translated(error)
      })
    return this.#cookiesIn(headers)
  }

  /** Sends a link to the address, if it has an account. */
  async requestReset(email: string): Promise<void> {
    const { api } = await this.#library()
    await api.requestPasswordReset({ body: { email } }).catch((error: unknown) => {
      throw translated(error)
    })
  }

  /**
   * Uses up the token, sets the password, and ends every session.
   *
   * @throws {DomainError} `reset_token_invalid`
   */
  async resetPassword(token: string, newPassword: string): Promise<void> {
    const { api } = await this.#library()
    await api.resetPassword({ body: { token, newPassword } }).catch((error: unknown) => {
      throw translated(error, 'reset_token_invalid')
    })
  }

  #library(): Promise<BetterAuth> {
    this.#auth ??= this.#load().catch((error: unknown) => {
      this.#auth = undefined
      throw error
    })
    return this.#auth
  }

  #cookiesIn(headers: Headers): readonly string[] {
    return headers.getSetCookie().filter((cookie) => cookie.startsWith(`${this.#cookieName}=`))
  }
}

/** Nothing else of the request is the library's business. */
function headersOf({ address, userAgent, cookie }: Client): Headers {
  const headers = new Headers({ 'user-agent': userAgent, cookie })
  if (address !== '') headers.set('x-forwarded-for', address)
  return headers
}

function pairOf(setCookie: string): string {
  return setCookie.split(';', 1).join()
}

const LibraryError = z.object({ name: z.literal('APIError'), statusCode: z.number() })

/** The library's refusals in the contract's words. It hides what failed inside it, the database almost always; its log says what. */
function translated(error: unknown, refusal?: 'sign_in_failed' | 'reset_token_invalid'): unknown {
  const known = LibraryError.safeParse(error).data
  if (known === undefined) return error
  if (refusal !== undefined && known.statusCode < 500) return new DomainError(refusal)
  return new DomainError('unavailable')
}
