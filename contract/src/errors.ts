/**
 * Every fault that a caller can meet: one table for the services that throw, the pages that explain, and the
 * reference that lists them. `title` says what happened, `advice` what the caller can do.
 */
export const errors = {
  malformed_request: {
    status: 400,
    title: 'The request is not well-formed HTTP',
    advice: 'Mend its first line, its headers or its length, and send it on a new connection.',
  },
  malformed_body: {
    status: 400,
    title: 'The body is not well-formed JSON in UTF-8',
    advice: 'Mend the body and send it again.',
  },
  invalid_input: {
    status: 422,
    title: 'Some of what was sent is not acceptable',
    advice: 'Mend each of the faults listed.',
  },
  payload_too_large: { status: 413, title: 'The body is too large', advice: 'Send less.' },
  unsupported_media_type: { status: 415, title: 'The body is not JSON', advice: 'Send it as application/json.' },
  token_missing: {
    status: 401,
    title: 'This needs a signed-in member',
    advice: 'Sign in, and send the access token as a bearer.',
  },
  token_invalid: {
    status: 401,
    title: 'The access token is expired or not ours',
    advice: 'Ask for a new access token.',
  },
  session_ended: { status: 401, title: 'The session has ended', advice: 'Sign in again.' },
  sign_in_failed: {
    status: 401,
    title: 'The e-mail address or the password is wrong',
    advice: 'Try again, or set a new password.',
  },
  administrators_only: { status: 403, title: 'Only administrators may do this', advice: 'Ask an administrator.' },
  not_yours: {
    status: 403,
    title: 'This belongs to another member',
    advice: 'Nothing to do: only its owner may change it.',
  },
  origin_refused: {
    status: 403,
    title: 'The request did not come from this site',
    advice: 'Open the site at its own address and try again.',
  },
  setup_token_invalid: {
    status: 403,
    title: 'The set-up link is expired or used',
    advice: 'Start Porchlight again: it prints a new link while there is no administrator.',
  },
  setup_required: {
    status: 403,
    title: 'The community is not set up yet',
    advice: 'Use the set-up link that was printed at the start.',
  },
  invitation_required: {
    status: 403,
    title: 'Joining needs an invitation',
    advice: 'Ask a member for an invitation link.',
  },
  invitation_invalid: {
    status: 403,
    title: 'The invitation is expired or used up',
    advice: 'Ask for a new invitation link.',
  },
  account_pending: {
    status: 403,
    title: 'The account waits for approval',
    advice: 'Come back once an administrator has approved it.',
  },
  account_suspended: { status: 403, title: 'The account is suspended', advice: 'Write to an administrator.' },
  reset_token_invalid: { status: 403, title: 'The password link is expired or used', advice: 'Ask for a new one.' },
  not_found: { status: 404, title: 'There is nothing here', advice: 'Check the address; it may have been deleted.' },
  method_not_allowed: {
    status: 405,
    title: 'This address does not take that method',
    advice: 'See the reference for the methods it takes.',
  },
  handle_taken: { status: 409, title: 'The handle is taken', advice: 'Choose another.' },
  email_taken: {
    status: 409,
    title: 'The e-mail address already has an account',
    advice: 'Sign in, or set a new password.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The idempotency key was used for another request',
    advice: 'Use a new key for a new request.',
  },
  follow_yourself: { status: 422, title: 'Nobody can follow themselves', advice: 'Follow someone else.' },
  follow_refused: {
    status: 409,
    title: 'You cannot follow this member',
    advice: 'Nothing to do: one of you has blocked the other.',
  },
  follow_limit: { status: 409, title: 'You follow as many members as possible', advice: 'Unfollow someone first.' },
  block_yourself: { status: 422, title: 'Nobody can block or mute themselves', advice: 'Choose someone else.' },
  block_limit: {
    status: 409,
    title: 'You have blocked or muted as many members as possible',
    advice: 'Take one back first.',
  },
  report_subject_missing: {
    status: 422,
    title: 'What you report is not there any more',
    advice: 'Nothing to do: it may have been deleted.',
  },
  report_limit: {
    status: 409,
    title: 'You have as many open reports as possible',
    advice: 'Wait until an administrator has looked at some.',
  },
  report_settled: {
    status: 409,
    title: 'The report is settled already',
    advice: 'Look at what another administrator did about it.',
  },
  administrator_not_suspended: {
    status: 409,
    title: 'Administrators cannot be suspended',
    advice: 'Nothing to do: only members can be.',
  },
  reply_target_missing: { status: 422, title: 'The post that this answers is gone', advice: 'Post it on its own.' },
  picture_unavailable: {
    status: 422,
    title: 'A picture is not there to be used',
    advice: 'Wait until it can be seen, or upload it again; each picture can be used once.',
  },
  post_would_be_empty: {
    status: 409,
    title: 'Without this picture the post would be empty',
    advice: 'Delete the post instead.',
  },
  picture_quota_reached: {
    status: 409,
    title: 'Your pictures take all the space that a member has',
    advice: 'Delete pictures, or posts with pictures, and upload again.',
  },
  storage_full: {
    status: 409,
    title: 'The community has no space left for pictures',
    advice: 'Tell an administrator: they see under Storage what takes the space, and can allow more.',
  },
  upload_limit_reached: {
    status: 429,
    title: 'You have uploaded as many pictures as you may for now',
    advice: 'Go on when the time in Retry-After has passed.',
  },
  hook_signature_invalid: {
    status: 403,
    title: 'The signature is missing, older than five minutes, or not ours',
    advice: 'Sign the body as sent with the current secret (Standard Webhooks), and set the clock.',
  },
  firewall_fault: {
    status: 422,
    title: 'The firewall refuses this change',
    advice: 'Mend what the faults name; the rules in force stay as they were.',
  },
  firewall_changed_since: {
    status: 409,
    title: 'This was changed again since',
    advice: 'Look at the latest changes, and change it anew.',
  },
  webhook_limit: {
    status: 409,
    title: 'There are as many webhooks as possible',
    advice: 'Delete one that is no longer needed.',
  },
  webhook_disabled: { status: 409, title: 'The webhook is disabled', advice: 'Enable it, and deliver again.' },
  too_many_requests: { status: 429, title: 'Too many requests', advice: 'Wait as long as Retry-After says.' },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    advice: 'Try again; if it stays, tell an administrator the request id.',
  },
  firewall_unavailable: {
    status: 503,
    title: 'The firewall cannot be reached from here',
    advice: 'Try again shortly. On AWS, use the console of WAF.',
  },
  functions_unavailable: {
    status: 503,
    title: 'What processes pictures cannot be asked from here',
    advice: 'Try again shortly. On AWS, use the console of Lambda.',
  },
  unavailable: { status: 503, title: 'The service is not available for a moment', advice: 'Try again shortly.' },
} as const satisfies Record<string, ErrorEntry>

interface ErrorEntry {
  readonly status: number
  readonly title: string
  readonly advice: string
}

export type ErrorCode = keyof typeof errors

/** One thing wrong with what was sent. */
export interface Fault {
  readonly in: 'body' | 'query' | 'params' | 'headers'
  /** A JSON pointer (RFC 6901) into that part; empty for the whole. */
  readonly pointer: string
  readonly message: string
}

/** RFC 9457. `instance` is the request id that the logs carry. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ErrorCode
  readonly instance: string
  readonly faults?: readonly Fault[]
  /** When the same request may succeed, where that is known. */
  readonly retryAt?: string
}

/** What a service throws for a fault of the caller's; translated into a problem document in one place. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly faults: readonly Fault[]
  readonly retryAt: Date | undefined

  constructor(code: ErrorCode, faults: readonly Fault[] = [], { retryAt }: { retryAt?: Date } = {}) {
    super(errors[code].title)
    this.name = 'DomainError'
    this.code = code
    this.faults = faults
    this.retryAt = retryAt
  }
}

export function problemOf(
  code: ErrorCode,
  requestId: string,
  { faults = [], retryAt }: { faults?: readonly Fault[]; retryAt?: Date | undefined } = {},
): Problem {
  const { status, title, advice } = errors[code]
  return {
    type: `/api/reference#${code}`,
    title,
    status,
    detail: advice,
    code,
    instance: `urn:request:${requestId}`,
    ...(faults.length === 0 ? {} : { faults }),
    ...(retryAt === undefined ? {} : { retryAt: retryAt.toISOString() }),
  }
}
