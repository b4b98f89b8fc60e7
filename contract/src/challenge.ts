import { type ErrorCode, errors } from './errors.ts'

const realm = 'Bearer realm="porchlight"'

/** A token was sent and is good no more; asked without one, a caller is told no error (RFC 6750 3.1). */
const refusals: ReadonlySet<ErrorCode> = new Set(['token_invalid', 'session_ended'])

/** What `WWW-Authenticate` says beside an answer of 401. */
export function bearerChallenge(code: ErrorCode): string {
  if (!refusals.has(code)) return realm
  return `${realm}, error="invalid_token", error_description="${errors[code].title}"`
}
