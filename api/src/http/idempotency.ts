import { hash } from 'node:crypto'
import { DomainError } from '@porchlight/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Context, Viewer } from '../context.ts'
import type { Db } from '../database/database.ts'
import { claimKey, keepResponse, selectKeyUse } from './idempotency-queries.ts'

/** draft-ietf-httpapi-idempotency-key-header-07: the header of the request, and the one that tells a repeated answer. */
const keyHeader = 'idempotency-key'
export const replayedHeader = 'idempotency-replayed'

interface IdempotentCall<Answer> {
  readonly viewer: Viewer
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** What was answered, as it is read back. */
  readonly answer: z.ZodType<Answer>
}

/**
 * Does the work in one transaction with its idempotency key and its answer, so that all are there or none: whatever
 * fails or breaks off, the same request may be sent again. A twin that comes meanwhile waits and gets the same answer.
 * Without a key it is only a transaction.
 *
 * @throws {DomainError} `invalid_input` for a malformed key, `idempotency_key_reused`
 */
export async function answerOnce<Answer>(
  ctx: Context,
  { viewer, request, reply, answer }: IdempotentCall<Answer>,
  work: (tx: Db) => Promise<Answer>,
): Promise<Answer> {
  const key = readKey(request)
  if (key === undefined) return await ctx.db.transaction().execute(work)
  const use = { member_id: viewer.id, key, request_hash: hashOf(request) }
  return await ctx.db.transaction().execute(async (tx) => {
    if (await claimKey(tx, use)) {
      const fresh = await work(tx)
      await keepResponse(tx, use, fresh)
      return fresh
    }
    const first = await selectKeyUse(tx, use)
    // Between the two statements a day has passed since the first use, and the key was cleaned away.
    if (first === undefined) throw new DomainError('unavailable')
    if (first.request_hash !== use.request_hash) throw new DomainError('idempotency_key_reused')
    reply.header(replayedHeader, 'true')
    return answer.parse(first.response)
  })
}

function readKey({ headers }: FastifyRequest): string | undefined {
  const key = headers[keyHeader]
  if (key === undefined || (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key))) return key
  const message = 'takes 1 to 200 visible ASCII characters'
  throw new DomainError('invalid_input', [{ in: 'headers', pointer: `/${keyHeader}`, message }])
}

function hashOf({ method, url, body }: FastifyRequest): string {
  return hash('sha256', `${method} ${url}\n${JSON.stringify(body)}`)
}
