import assert from 'node:assert/strict'
import { type ErrorCode, errors } from '@porchlight/contract/errors'
import { z } from 'zod'
import type { Answer } from './http-client.ts'

const ProblemShape = z.strictObject({
  type: z.string(),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().min(1),
  code: z.string(),
  instance: z.string(),
  retryAt: z.iso.datetime({ precision: 3 }).optional(),
  faults: z
    .array(
      z.strictObject({
        in: z.enum(['body', 'query', 'params', 'headers']),
        pointer: z.string().regex(/^(\/.*)?$/s),
        message: z.string().min(1),
      }),
    )
    .min(1)
    .optional(),
})

/** What would tell a stranger how the server is built. */
const insides = /node_modules|\.ts\b|\bat [\w.]+ \(|select |insert into|relation "|ECONN|Zod|FST_ERR|JWT|\/api\/src/i

/** The answer is that refusal, as one whole problem document, and says nothing of the insides. */
export function assertProblem(answer: Answer, code: ErrorCode, what: string): void {
  assert.equal(answer.body?.code, code, `${what}: ${answer.status} ${JSON.stringify(answer.body)}`)
  assertProblemDocument(answer, what)
}

/** As `assertProblem`, whatever the code. */
export function assertProblemDocument({ status, headers, body }: Answer, what: string): void {
  const problem = ProblemShape.parse(body)
  const expected = Object.entries(errors).find(([code]) => code === problem.code)?.[1]
  assert.equal(status, expected?.status, what)
  assert.equal(problem.status, status, what)
  assert.equal(problem.type, `/api/reference#${problem.code}`, what)
  assert.equal(headers.get('content-type'), 'application/problem+json; charset=utf-8', what)
  assert.equal(headers.get('cache-control'), 'no-store', what)
  assert.equal(problem.instance, `urn:request:${headers.get('x-request-id')}`, what)
  assert.doesNotMatch(JSON.stringify(body), insides, what)
  if (status === 401) assert.match(headers.get('www-authenticate') ?? '', /^Bearer realm="porchlight"/, what)
}
