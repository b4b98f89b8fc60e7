import type { IncomingHttpHeaders } from 'node:http'
import { DomainError } from '@porchlight/contract/errors'

/**
 * Browsers name the origin of every request that can change something, so its absence, `null` and any other site are
 * refused alike. That closes cross-site requests that ride on the cookie, and signing a visitor in to someone else's account.
 *
 * @throws {DomainError} `origin_refused`
 */
export function requireOwnOrigin(ownOrigin: string, headers: IncomingHttpHeaders): void {
  if (headers.origin !== ownOrigin) throw new DomainError('origin_refused')
}
