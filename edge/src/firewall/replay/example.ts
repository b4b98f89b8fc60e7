import type { ReplayExample } from '@porchlight/contract/firewall'
import { redactArguments, redactDetail, redactPath } from '../log/redact.ts'
import type { Outcome } from './contender.ts'
import type { RecordedRequest } from './recorded-request.ts'

/** A request that ends otherwise, in a few words and without its secrets, which recordings of others may hold. */
export function describeExample(
  { at, request }: RecordedRequest,
  { before, after }: { before: Outcome; after: Outcome },
): ReplayExample {
  const query = redactArguments(request.queryString)
  const blocking = after.action === 'ALLOW' ? before : after
  return {
    at: new Date(at).toISOString(),
    clientIp: request.clientAddress,
    country: (after.record ?? before.record)?.httpRequest.country ?? '-',
    method: request.method,
    target: `${redactPath(request.uriPath)}${query === '' ? '' : `?${query}`}`,
    before: { action: before.action, rule: before.rule },
    after: { action: after.action, rule: after.rule },
    matches: (blocking.matches.at(-1)?.details ?? []).map(redactDetail),
  }
}
