import { isIPv6 } from 'node:net'
import { DomainError } from '@porchlight/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import type { App } from './route.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Takes one request from the quota of the member, or of the address where nobody is known, and says so in the answer.
     *
     * @throws {DomainError} `too_many_requests`
     */
    readonly limitRate: (request: FastifyRequest, reply: FastifyReply) => void
  }
}

export interface RateLimitPolicy {
  readonly name: string
  /** Requests that one caller has in a window. */
  readonly quota: number
}

/** The longest that a caller waits. */
const windowSeconds = 60

/** Reading is what members do all day; writing is never done this fast by hand. */
export const rateLimitPolicies = {
  reads: { name: 'reads', quota: 1_200 },
  writes: { name: 'writes', quota: 120 },
} as const satisfies Record<string, RateLimitPolicy>

/** Bounds memory to some 10 MB; so wide a flood is the firewall's to stop. */
const maxCallers = 100_000

export interface RateLimit {
  readonly allowed: boolean
  readonly remaining: number
  readonly secondsToReset: number
}

/**
 * Counts callers in fixed windows that all begin together, so that forgetting a window is dropping a map. Each replica
 * counts for itself: with two of them a caller may have up to twice the quota. What guards passwords is counted in
 * PostgreSQL, by identity.
 */
export class RateLimiter {
  readonly #now: () => number
  #windowEndsAt = 0
  #counts = new Map<string, number>()

  /** @param now milliseconds, never running backwards. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  take(policy: RateLimitPolicy, caller: string): RateLimit {
    const now = this.#now()
    if (now >= this.#windowEndsAt) {
      this.#windowEndsAt = now + windowSeconds * 1_000
      this.#counts = new Map()
    }
    const key = `${policy.name} ${caller}`
    const count = (this.#counts.get(key) ?? 0) + 1
    if (this.#counts.size < maxCallers || count > 1) this.#counts.set(key, count)
    return {
      allowed: count <= policy.quota,
      remaining: Math.max(0, policy.quota - count),
      secondsToReset: Math.ceil((this.#windowEndsAt - now) / 1_000),
    }
  }
}

export function limitRates(app: App, setting: Context['rateLimits']): void {
  const limiter = new RateLimiter()
  app.decorate('limitRate', (request: FastifyRequest, reply: FastifyReply) => {
    if (setting === 'on') takeOne(limiter, request, reply)
  })
}

/** The two fields of draft-ietf-httpapi-ratelimit-headers-10 name the policy and its window; the older three do not. */
function takeOne(limiter: RateLimiter, request: FastifyRequest, reply: FastifyReply): void {
  const caller = callerOf(request)
  if (caller === undefined) return
  const policy =
    request.method === 'GET' || request.method === 'HEAD' ? rateLimitPolicies.reads : rateLimitPolicies.writes
  const { allowed, remaining, secondsToReset } = limiter.take(policy, caller)
  reply.header('ratelimit-policy', `"${policy.name}";q=${policy.quota};w=${windowSeconds}`)
  reply.header('ratelimit', `"${policy.name}";r=${remaining};t=${secondsToReset}`)
  if (allowed) return
  reply.header('retry-after', String(secondsToReset))
  throw new DomainError('too_many_requests')
}

/** Undefined for a request over a Unix socket that names no client: only this machine's own processes send such. */
function callerOf({ viewer, ip }: FastifyRequest): string | undefined {
  if (viewer !== null) return viewer.id
  return ip === undefined || ip === '' ? undefined : networkOf(ip)
}

/** An IPv4 address, or the /64 that one IPv6 subscriber is given at least. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.toLowerCase().split('%', 1).join().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = [...before, ...zeros, ...after].slice(0, 4)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`
}
