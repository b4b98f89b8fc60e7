import { bearerChallenge } from '@porchlight/contract/challenge'
import { DomainError, type ErrorCode, problemOf } from '@porchlight/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { describeAnswer } from './answer-headers.ts'

/** Fastify's own refusals, in the contract's words. */
const frameworkCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_body',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_body',
}

/** PostgreSQL is gone, starts, stops, or has no connection left: the same request may work in a moment. */
const databaseUnavailable = /^(08\w{3}|57P0[1-3]|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/
const databaseTimeout = /timeout exceeded when trying to connect|Connection terminated/

const WithCode = z.object({ code: z.string() })

/** As `sendProblem`, for what Fastify refuses before any hook runs. */
export function sendEarlyProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  reply.code(400)
  describeAnswer(request, reply)
  sendProblem(error, request, reply)
}

/** The one place where a fault becomes an answer: RFC 9457, and nothing of our insides. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const code = error instanceof DomainError ? error.code : codeOf(error)
  const { faults, retryAt } = error instanceof DomainError ? error : { faults: [] }
  const problem = problemOf(code, request.id, { faults, retryAt })
  if (problem.status >= 500) request.log.error({ err: error, code }, 'request failed')
  else request.log.info({ code, faults: problem.faults }, 'request refused')
  if (problem.status === 401) reply.header('www-authenticate', bearerChallenge(problem.code))
  if (retryAt !== undefined) reply.header('retry-after', String(secondsUntil(retryAt)))
  if (problem.status === 503) reply.header('retry-after', '1')
  // Written here, past the route's own serializer, which knows only the answer's shape.
  reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .serializer(String)
    .send(JSON.stringify(problem))
}

function secondsUntil(instant: Date): number {
  return Math.max(1, Math.ceil((instant.getTime() - Date.now()) / 1_000))
}

function codeOf(error: unknown): ErrorCode {
  const code = WithCode.safeParse(error).data?.code ?? ''
  const known = frameworkCodes[code]
  if (known !== undefined) return known
  const message = error instanceof Error ? error.message : ''
  return databaseUnavailable.test(code) || databaseTimeout.test(message) ? 'unavailable' : 'internal'
}
