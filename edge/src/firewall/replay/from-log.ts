import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import type { InspectedRequest } from '../inspected-request.ts'
import { parseRecord, readLinesBackwards } from '../keeper/log-reader.ts'
import type { MatchesOf } from '../keeper/matches.ts'
import type { RecordedRequest, Recording } from './recorded-request.ts'

/** As many as are judged in about a second. */
const maxRecent = 5_000
const dayMs = 24 * 3_600_000

export const logLimits = ['touched_only', 'no_bodies', 'rates_not_judged'] as const

/** What the log holds of the last 24 hours, at most the latest 5,000 of it. */
export async function recentRequests(directory: string, matchesOf: MatchesOf): Promise<Recording> {
  const requests: RecordedRequest[] = []
  const since = Date.now() - dayMs
  for await (const { text } of readLinesBackwards(directory)) {
    const record = parseRecord(text)
    if (record === undefined) continue
    if (record.timestamp < since) break
    if (requests.length === maxRecent) {
      return { requests: requests.toReversed(), limits: [...logLimits, 'most_recent_only'] }
    }
    requests.push(recordedRequest(record, matchesOf))
  }
  return { requests: requests.toReversed(), limits: [...logLimits] }
}

/** A log record has no body. */
export function recordedRequest(record: FirewallLogRecord, matchesOf: MatchesOf): RecordedRequest {
  return { at: record.timestamp, request: inspected(record.httpRequest), matched: matchesOf(record) }
}

function inspected(logged: FirewallLogRecord['httpRequest']): InspectedRequest {
  return {
    requestId: logged.requestId,
    method: logged.httpMethod,
    uriPath: logged.uri,
    queryString: logged.args,
    httpVersion: logged.httpVersion.replace('HTTP/', ''),
    host: logged.host,
    scheme: logged.scheme,
    headers: logged.headers.flatMap(({ name, value }) => [name.toLowerCase(), value]),
    clientAddress: logged.clientIp,
    body: undefined,
  }
}
