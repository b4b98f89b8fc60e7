import { randomUUID } from 'node:crypto'
import { Session } from '@porchlight/contract/identity'
import { Post } from '@porchlight/contract/posts'

/** A member who uses the REST API, as any program of theirs could. */
export class Member {
  readonly #origin: string
  readonly #credentials: { readonly email: string; readonly password: string }
  #token = ''

  private constructor(origin: string, credentials: { email: string; password: string }) {
    this.#origin = origin
    this.#credentials = credentials
  }

  /** Makes the first administrator by the one-time link. */
  static async administrator(origin: string, setupLink: string): Promise<Member> {
    const credentials = { email: 'ada@example.org', password: 'a lamp in the window' }
    const member = new Member(origin, credentials)
    const token = new URL(setupLink).hash.slice('#token='.length)
    await member.#enter('/auth/setup', { token, name: 'Ada', handle: 'ada', ...credentials })
    return member
  }

  static async signingIn(origin: string, credentials: { email: string; password: string }): Promise<Member> {
    const member = new Member(origin, credentials)
    await member.signIn()
    return member
  }

  /** What shows who is calling. */
  get authorization(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.#token}` }
  }

  /** Resolves with the post that was acknowledged, or with nothing where none was. */
  async publish(text: string): Promise<Post | undefined> {
    const response = await this.call('POST', '/posts', { text }).catch(() => undefined)
    if (response?.status !== 201) return undefined
    const body = await response.json().catch(() => undefined)
    return body === undefined ? undefined : Post.parse(body)
  }

  async call(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.#origin}/api${path}`, {
      method,
      signal: AbortSignal.timeout(5_000),
      headers: {
        ...this.authorization,
        ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }

  async signIn(): Promise<void> {
    await this.#enter('/auth/sign-in', this.#credentials)
  }

  async #enter(path: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.#origin}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#origin },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    const session = Session.parse(await response.json())
    if (session.kind !== 'member') throw new Error(`${path} opened no member's session but a ${session.kind}'s`)
    this.#token = session.accessToken
  }
}
