import { z } from 'zod'
import type { ErrorCode } from './errors.ts'

/**
 * Who may call. `anyone`: a visitor, or a member who sees more. `browser`: identity's own, which live by the session
 * cookie and therefore answer to the site's own origin only. `hook`: who signs the request (https://www.standardwebhooks.com).
 */
export type Access = 'anyone' | 'member' | 'administrator' | 'browser' | 'hook'

export interface Endpoint {
  readonly summary: string
  readonly access: Access
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly status: 200 | 201 | 202 | 204
  /** Absent: an empty answer. */
  readonly response?: z.ZodType
  /** Sent again with the same `Idempotency-Key`, it answers again and does nothing twice. */
  readonly idempotencyKey?: true
  /** The faults of its own, besides those that any request can meet. */
  readonly errors?: readonly ErrorCode[]
}

export const none = z.strictObject({})

/** Keyed by method and path under `/api`. */
export type EndpointTable = Readonly<Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`, Endpoint>>
