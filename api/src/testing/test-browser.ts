import { randomBytes, randomInt } from 'node:crypto'
import type { Answer } from './http-client.ts'
import type { TestReplica } from './test-api.ts'

export const testPassword = 'a porch in the evening'

/** What a page does: sends its origin, keeps the session cookie, comes from an address of its own. */
export interface TestBrowser {
  readonly address: string
  /** `name=value`, or empty. */
  cookie(): string
  post(endpoint: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>
}

export function openBrowser(
  { request, replica }: TestReplica,
  { address = randomAddress(), cookie: given = '' }: { address?: string; cookie?: string } = {},
): TestBrowser {
  let cookie = given
  return {
    address,
    cookie: () => cookie,
    async post(endpoint, body = {}, headers = {}) {
      const own = { origin: replica.ctx.origin, 'x-forwarded-for': address, 'user-agent': 'a browser of tests' }
      const answer = await request(`POST ${endpoint}`, { body, cookie, headers: { ...own, ...headers } })
      for (const line of answer.headers.getSetCookie()) cookie = line.includes('Max-Age=0') ? '' : cookieIn(line)
      return answer
    },
  }
}

/** Someone who can sign up: valid, and like no other. */
export function newPerson() {
  const handle = `p${randomBytes(6).toString('hex')}`
  return { name: `Person ${handle}`, handle, email: `${handle}@example.org`, password: testPassword }
}

function cookieIn(setCookie: string): string {
  return setCookie.split(';', 1).join()
}

function randomAddress(): string {
  return `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`
}
