import type { Endpoint } from '@porchlight/contract/endpoint'
import { type EndpointName, endpoints } from '@porchlight/contract/endpoints'
import { type ErrorCode, errors } from '@porchlight/contract/errors'

const everywhere: readonly ErrorCode[] = ['invalid_input', 'too_many_requests', 'internal', 'unavailable']
const withBody: readonly ErrorCode[] = ['malformed_body', 'payload_too_large', 'unsupported_media_type']
const badToken: readonly ErrorCode[] = ['token_invalid', 'session_ended', 'account_pending', 'account_suspended']

const byAccess: Readonly<Record<Endpoint['access'], readonly ErrorCode[]>> = {
  anyone: badToken,
  member: ['token_missing', ...badToken],
  administrator: ['token_missing', ...badToken, 'administrators_only'],
  browser: ['origin_refused'],
  hook: ['hook_signature_invalid'],
}

/** Every code that an endpoint may answer with: its own, and what its access and its input bring along; by status. */
export function refusalsOf(name: EndpointName): ErrorCode[] {
  const endpoint: Endpoint = endpoints[name]
  const codes = new Set<ErrorCode>([
    ...byAccess[endpoint.access],
    ...(endpoint.params === undefined ? [] : (['not_found'] as const)),
    ...(name.startsWith('GET ') ? [] : withBody),
    ...(endpoint.idempotencyKey ? (['idempotency_key_reused'] as const) : []),
    ...(endpoint.errors ?? []),
    ...everywhere,
  ])
  return [...codes].sort((a, b) => errors[a].status - errors[b].status)
}
