import { Session } from '@porchlight/contract/identity'
import type { RunningSystem } from './running-system.ts'

const atATime = 4
const password = 'a lamp in the window'

/** Someone who is signed in, as a browser would be. */
export interface SignedIn {
  readonly id: string
  /** Good for new access tokens, over restarts. */
  readonly cookie: string
  /** Good for ten minutes. */
  readonly token: string
}

/** Makes the first administrator by the printed link and lets others sign up: `count` members in all. */
export async function joinMembers({ place, output }: RunningSystem, count: number): Promise<readonly SignedIn[]> {
  const token = /\/setup#token=(\S+)/.exec(output)?.[1]
  if (token === undefined) throw new Error(`No set-up link was printed:\n${output}`)
  const account = (handle: string) => ({ name: handle, handle, email: `${handle}@example.org`, password })
  const founder = await enter(place.origin, '/auth/setup', { body: { token, ...account('founder') } })
  const handles = Array.from({ length: count - 1 }, (_, index) => `reader${index + 1}`)
  const members = [founder]
  // A few at a time: hashing passwords is meant to be slow, and who waits for it too long is sent away.
  for (let index = 0; index < handles.length; index += atATime) {
    const others = handles.slice(index, index + atATime)
    const joined = others.map((handle, other) =>
      enter(place.origin, '/auth/sign-up', { body: account(handle), address: `198.51.100.${index + other}` }),
    )
    members.push(...(await Promise.all(joined)))
  }
  return members
}

/** Exchanges the cookies for new access tokens. */
export async function renewTokens(origin: string, members: readonly SignedIn[]): Promise<readonly SignedIn[]> {
  return Promise.all(members.map((member) => enter(origin, '/auth/session', { body: {}, cookie: member.cookie })))
}

interface Entrance {
  readonly body: object
  readonly cookie?: string
  /** Where the place trusts this machine as a proxy: the firewall slows one address down that signs many up. */
  readonly address?: string
}

async function enter(origin: string, path: string, { body, cookie = '', address }: Entrance): Promise<SignedIn> {
  const response = await fetch(`${origin}/api${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin,
      ...(cookie !== '' && { cookie }),
      ...(address && { 'x-forwarded-for': address }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`)
  const session = Session.parse(JSON.parse(text))
  if (session.kind !== 'member') throw new Error(`${path} opened no member's session but a ${session.kind}'s`)
  const given = response.headers.getSetCookie().map((line) => line.split(';')[0])
  return { id: session.me.id, token: session.accessToken, cookie: given.length > 0 ? given.join('; ') : cookie }
}
