import { BodyStalledError, BrokenOffError } from '@porchlight/runtime/request-body'
import { errors } from 'undici'
import { isRefusal } from './health-check.ts'

/** Why a request has no answer of a target, or not all of it: what the access log tells beside the status. */
export type ErrorReason =
  | 'NoTarget'
  | 'TargetConnectionRefused'
  | 'TargetConnectTimeout'
  | 'TargetClosed'
  | 'TargetResponseInvalid'
  | 'TargetResponseHeadTooLarge'
  | 'TargetTimeout'
  | 'RequestUnsendable'
  | 'UploadStalled'
  | 'ClientClosed'

export type AttemptFailure = { readonly detail: string; readonly reason: ErrorReason } & (
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
  const detail = error.message
  if (error instanceof BodyStalledError) return { kind: 'stalled', reason: 'UploadStalled', detail }
  if (error instanceof BrokenOffError) return { kind: 'broken', reason: 'ClientClosed', detail, repeatable: false }
  if (error instanceof errors.InvalidArgumentError || error instanceof errors.NotSupportedError) {
    return { kind: 'unsendable', reason: 'RequestUnsendable', detail }
  }
  if (!sent) return { kind: 'refused', reason: connectReason(error), detail, nobodyListens: isRefusal(error) }
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return { kind: 'timeout', reason: 'TargetTimeout', detail }
  }
  return { kind: 'broken', reason: answerReason(error), detail, repeatable }
}

function connectReason(error: Error): ErrorReason {
  return error instanceof errors.ConnectTimeoutError ? 'TargetConnectTimeout' : 'TargetConnectionRefused'
}

function answerReason(error: Error): ErrorReason {
  if (error instanceof errors.HeadersOverflowError) return 'TargetResponseHeadTooLarge'
  return error instanceof errors.HTTPParserError ? 'TargetResponseInvalid' : 'TargetClosed'
}
