import { randomUUID } from 'node:crypto'
import { Session } from '@porchlight/contract/identity'
import type { Post } from '@porchlight/contract/posts'
import { Post as PostSchema } from '@porchlight/contract/posts'

const password = 'a lamp in the window'

/** A member who uses the REST API, as any program of theirs could. */
export class Member {
  readonly #origin: string
  readonly email: string
  readonly password = password
  #cookie = ''
  #token = ''

  private constructor(origin: string, email: string) {
    this.#origin = origin
    this.email = email
  }

  /** Makes the first administrator by the one-time link. */
  static async administrator(origin: string, setupLink: string): Promise<Member> {
    const member = new Member(origin, 'ada@example.org')
    const token = new URL(setupLink).hash.slice('#token='.length)
    await member.#enter('/auth/setup', { token, name: 'Ada', handle: 'ada', email: member.email, password })
    return member
  }

  static async joining(origin: string, handle: string): Promise<Member> {
    const member = new Member(origin, `${handle}@example.org`)
    await member.#enter('/auth/sign-up', { name: handle, handle, email: member.email, password })
    return member
  }

  /** Resolves with the post that was acknowledged, or with nothing where none was. */
  async publish(text: string): Promise<Post | undefined> {
    const response = await this.call('POST', '/posts', { text }).catch(() => undefined)
    if (response?.status !== 201) return undefined
    const body = await response.json().catch(() => undefined)
    return body === undefined ? undefined : PostSchema.parse(body)
  }

  async call(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.#origin}/api${path}`, {
      method,
      signal: AbortSignal.timeout(5_000),
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }

  async signIn(): Promise<void> {
    await this.#enter('/auth/sign-in', { email: this.email, password })
  }

  async #enter(path: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.#origin}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#origin },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    this.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
    const session = Session.parse(await response.json())
    if (session.kind !== 'member') throw new Error(`${path} opened no member's session but a ${session.kind}'s`)
    this.#token = session.accessToken
  }

  /** What a browser would send: good for a new access token and for nothing else. */
  get cookie(): string {
    return this.#cookie
  }
}
