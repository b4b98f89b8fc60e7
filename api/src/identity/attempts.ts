import { createHash } from 'node:crypto'
import type { Db } from '../database/database.ts'
import { networkOf } from '../http/rate-limit.ts'
import { clearAttempts, takeAttempt } from './attempt-queries.ts'
import { selectSessionAddresses } from './session-queries.ts'

/** `burst` attempts at once, then one for every `intervalSeconds`. */
export interface AttemptLimit {
  readonly burst: number
  readonly intervalSeconds: number
}

/**
 * What guards passwords and the places where strangers write. Counted in PostgreSQL, before the work, so that all
 * replicas and all racing attempts share one count.
 *
 * An account is guarded mostly against each address by itself: whoever tries a stranger's address slows themselves
 * down. The limit over all addresses is wide, and does not hold for an address that the member has a session from, so
 * that a flood of guesses does not keep a member out.
 */
export const attemptLimits = {
  'set up': { burst: 10, intervalSeconds: 10 },
  'sign up': { burst: 20, intervalSeconds: 30 },
  'sign in from': { burst: 30, intervalSeconds: 4 },
  'sign in to, from': { burst: 6, intervalSeconds: 30 },
  'sign in to': { burst: 60, intervalSeconds: 2 },
  'ask for a reset from': { burst: 6, intervalSeconds: 60 },
  'send a reset to': { burst: 3, intervalSeconds: 300 },
  'reset from': { burst: 10, intervalSeconds: 10 },
} as const satisfies Record<string, AttemptLimit>
export type AttemptKind = keyof typeof attemptLimits

/** Seconds until the attempt may be made; 0 when it may now, and was counted. */
export async function attempt(db: Db, kind: AttemptKind, ...subjects: string[]): Promise<number> {
  return await takeAttempt(db, keyOf(kind, subjects), attemptLimits[kind])
}

/** As `attempt`, by the address's network. */
export async function attemptFrom(db: Db, kind: AttemptKind, address: string): Promise<number> {
  return await attempt(db, kind, networkOf(address))
}

/** Seconds until one may try that account's password from that address. */
export async function attemptSignIn(db: Db, email: string, address: string): Promise<number> {
  const network = networkOf(address)
  const waitSeconds =
    (await attempt(db, 'sign in from', network)) || (await attempt(db, 'sign in to, from', email, network))
  if (waitSeconds > 0) return waitSeconds
  const known = await selectSessionAddresses(db, email)
  return known.some((each) => networkOf(each) === network) ? 0 : await attempt(db, 'sign in to', email)
}

/** Who knew the password need not wait for the times they mistyped it. */
export async function forgiveSignIn(db: Db, email: string, address: string): Promise<void> {
  await clearAttempts(db, keyOf('sign in to, from', [email, networkOf(address)]))
}

/** Hashed, because people type passwords where addresses belong. */
function keyOf(kind: AttemptKind, subjects: readonly string[]): string {
  const subject = createHash('sha256').update(JSON.stringify(subjects)).digest('base64url')
  return `${kind} ${subject}`
}
