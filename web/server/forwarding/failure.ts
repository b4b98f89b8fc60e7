import type { Refusal } from '@porchlight/runtime/problem'
import { BodyStalledError } from '@porchlight/runtime/request-body'
import { errors } from 'undici'

const badGateway: Refusal = {
  status: 502,
  detail: 'The service that should answer broke off. If you were sending something, check first whether it arrived.',
}

const unavailable: Refusal = {
  status: 503,
  detail: 'The service that should answer cannot be reached. Nothing was changed; try again in a few seconds.',
  headers: { 'retry-after': '5' },
}

const gatewayTimeout: Refusal = {
  status: 504,
  detail:
    'The service that should answer took too long. If you were sending something, check first whether it arrived.',
}

const stalled: Refusal = {
  status: 408,
  detail: 'The upload stopped moving. Check the connection, then send it again.',
  // What comes after half a body cannot be told from a request.
  headers: { connection: 'close' },
}

/** What a load balancer would answer: whether anything had gone out decides whether it is safe to try again. */
export function refusalFor(error: Error, progress: { readonly sent: boolean }): Refusal {
  if (error instanceof BodyStalledError) return stalled
  if (timeouts.some((kind) => error instanceof kind)) return gatewayTimeout
  return progress.sent ? badGateway : unavailable
}

const timeouts = [errors.ConnectTimeoutError, errors.HeadersTimeoutError, errors.BodyTimeoutError]
