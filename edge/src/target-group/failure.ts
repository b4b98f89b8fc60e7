import { BodyStalledError } from '@porchlight/runtime/request-body'
import { errors } from 'undici'
import { isRefusal } from './health-check.ts'

export type AttemptFailure = { readonly reason: string } & (
  | { readonly kind: 'refused'; readonly nobodyListens: boolean }
  | { readonly kind: 'broken'; readonly repeatable: boolean }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'stalled' }
  | { readonly kind: 'unsendable' }
)

/** What an error means for the request: whether a byte had gone out, and whose fault it was. */
export function describeFailure(
  error: Error,
  { sent, repeatable }: { sent: boolean; repeatable: boolean },
): AttemptFailure {
  const reason = error.message
  if (error instanceof BodyStalledError) return { kind: 'stalled', reason }
  if (error instanceof errors.InvalidArgumentError || error instanceof errors.NotSupportedError) {
    return { kind: 'unsendable', reason }
  }
  if (!sent) return { kind: 'refused', reason, nobodyListens: isRefusal(error) }
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return { kind: 'timeout', reason }
  }
  return { kind: 'broken', reason, repeatable }
}
