import { hash } from 'node:crypto'
import { requestIdHeader } from '@porchlight/runtime/request-id'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from './route.ts'

/** Answers are data: a browser that is led to open one as a page may do nothing with it. */
const securityHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** What every answer carries, and what lets a reader who has it already be told so in a line. */
export function describeAnswers(app: App): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    describeAnswer(request, reply)
    if (!isRevalidatable(request, reply) || typeof payload !== 'string') return done(null, payload)
    const tag = entityTag(payload)
    reply.header('etag', tag)
    if (!names(request.headers['if-none-match'], tag)) return done(null, payload)
    reply.code(304).removeHeader('content-type')
    done(null, null)
  })
}

/** A route may say otherwise; what nothing is said about is kept by nobody. */
export function describeAnswer(request: FastifyRequest, reply: FastifyReply): void {
  reply.header(requestIdHeader, request.id)
  const policy = reply.getHeader('content-security-policy')
  reply.headers(securityHeaders)
  if (policy !== undefined) reply.header('content-security-policy', policy)
  if (reply.hasHeader('cache-control')) return
  if (!isRevalidatable(request, reply)) {
    reply.header('cache-control', 'no-store')
    return
  }
  const varies = reply.getHeader('vary')
  reply.header('vary', varies === undefined ? 'authorization' : `${varies}, authorization`)
  reply.header('cache-control', request.viewer === null ? 'public, max-age=0, must-revalidate' : 'private, no-cache')
}

/** Identity's answers are for this moment, and health is for load balancers. */
const revalidatable = /^\/api\/(?!auth\/)/

function isRevalidatable({ method, url }: FastifyRequest, { statusCode }: FastifyReply): boolean {
  return statusCode === 200 && (method === 'GET' || method === 'HEAD') && revalidatable.test(url)
}

/**
 * Weak, because a proxy may compress the answer. A cryptographic hash costs hardly more than a checksum here (5 us
 * for 7 KB), and no member can write a post that makes a new page pass for an old one.
 */
export function entityTag(payload: string): string {
  return `W/"${hash('sha256', payload, 'base64url').slice(0, 22)}"`
}

/** Whether `If-None-Match` holds the tag: RFC 9110, 13.1.2, by weak comparison. */
function names(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch === tag || ifNoneMatch.trim() === '*') return true
  return ifNoneMatch.split(',').some((given) => given.trim().replace(/^W\//, '') === tag.slice(2))
}
