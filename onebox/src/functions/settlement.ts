import type { RetryPolicy, ServerlessFunction } from '@porchlight/system/data'
import { z } from 'zod'
import type { Failure, Outcome } from './process/outcome.ts'
import type { Message } from './queue/message.ts'

/** What becomes of a message after an attempt. */
export type Settlement =
  | { readonly kind: 'completed' }
  | { readonly kind: 'retried'; readonly delaySeconds: number; readonly error: string }
  | { readonly kind: 'buried'; readonly failure: Failure; readonly error: string }

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
const BatchResponse = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) })

/** The event that a function is invoked with: S3's for objects, SQS's for messages of a queue. */
export function eventFor({ trigger }: ServerlessFunction, messages: readonly Message[]): unknown {
  if (trigger.kind === 'bucket') return { Records: messages.map(({ body }) => body) }
  return {
    Records: messages.map(({ id, body, attempts, sentAt }) => ({
      messageId: id,
      body: JSON.stringify(body),
      attributes: { ApproximateReceiveCount: String(attempts), SentTimestamp: String(sentAt.getTime()) },
      eventSource: 'aws:sqs',
    })),
  }
}

/** What becomes of one message of an invocation that ended so. */
export function settle({ retry, trigger }: ServerlessFunction, message: Message, outcome: Outcome): Settlement {
  if (outcome.kind !== 'succeeded') return afterFailure(retry, message, outcome)
  if (trigger.kind === 'bucket') return { kind: 'completed' }
  const failed = BatchResponse.safeParse(outcome.result).data?.batchItemFailures ?? []
  if (!failed.some(({ itemIdentifier }) => itemIdentifier === message.id)) return { kind: 'completed' }
  return afterFailure(retry, message, { kind: 'failed', error: 'It was reported as failed; the log says why.' })
}

function afterFailure(retry: RetryPolicy, message: Message, failure: { kind: Failure; error: string }): Settlement {
  const { kind, error } = failure
  const ageSeconds = (Date.now() - message.sentAt.getTime()) / 1_000
  if (message.attempts >= retry.maxAttempts || ageSeconds >= retry.maxAgeSeconds) {
    return { kind: 'buried', failure: kind, error }
  }
  const delaySeconds = retry.delaysSeconds[message.attempts - 1] ?? retry.delaysSeconds.at(-1) ?? 0
  return { kind: 'retried', delaySeconds, error }
}
