import { readFile } from 'node:fs/promises'
import { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import { z } from 'zod'
import type { MatchesOf } from '../keeper/matches.ts'
import { firstIssue, Har, readHar } from './from-har.ts'
import { logLimits, recordedRequest } from './from-log.ts'
import type { Recording } from './recorded-request.ts'
import { RecordingFault } from './recording-fault.ts'

/** AWS adds fields, and leaves out those that have nothing to say. */
const AwsRecord = FirewallLogRecord.extend({
  httpSourceName: z.string(),
  formatVersion: z.number(),
  terminatingRuleMatchDetails: FirewallLogRecord.shape.terminatingRuleMatchDetails.default([]),
  ruleGroupList: FirewallLogRecord.shape.ruleGroupList.default([]),
  rateBasedRuleList: FirewallLogRecord.shape.rateBasedRuleList.default([]),
  nonTerminatingMatchingRules: FirewallLogRecord.shape.nonTerminatingMatchingRules.default([]),
  requestHeadersInserted: FirewallLogRecord.shape.requestHeadersInserted.default(null),
  responseCodeSent: FirewallLogRecord.shape.responseCodeSent.default(null),
  labels: FirewallLogRecord.shape.labels.default([]),
}).loose()

const AwsRequest = z.looseObject({
  fragment: z.string().default(''),
  scheme: z.string().default('https'),
  host: z.string().default(''),
})

/**
 * A recording by what is in the file: a HAR file, or log records of ours or of AWS WAF's, one JSON document a line.
 *
 * @throws {RecordingFault} where it is neither, naming the line or entry.
 */
export async function readRecording(path: string, matchesOf: MatchesOf): Promise<Recording> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new RecordingFault(`${path} cannot be read: ${error.message}.`)
  })
  const whole = parseJson(text)
  const har = Har.safeParse(whole)
  if (har.success) return readHar(har.data)
  const documents = Array.isArray(whole)
    ? whole
    : text.split('\n').map((line) => (line.trim() === '' ? undefined : line))
  const records = documents.flatMap((document, index) => {
    if (document === undefined) return []
    const json: unknown = typeof document === 'string' ? parseJson(document) : document
    return [readRecord(json, index + 1)]
  })
  if (records.length === 0) throw new RecordingFault(`${path} holds no requests.`)
  const requests = records.map((record) => recordedRequest(record, matchesOf)).sort((a, b) => a.at - b.at)
  return { requests, limits: [...logLimits] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readRecord(json: unknown, line: number): FirewallLogRecord {
  if (json === undefined) {
    throw new RecordingFault(
      `Line ${line} is not JSON. A recording is a HAR file, or log records of AWS WAF's form, one JSON document a line.`,
    )
  }
  const parsed = AwsRecord.safeParse(withRequestDefaults(json))
  if (!parsed.success) throw new RecordingFault(`Line ${line} is no log record: ${firstIssue(parsed.error)}.`)
  return { ...parsed.data, httpSourceName: 'ALB', formatVersion: 1 }
}

const WithRequest = z.looseObject({ httpRequest: AwsRequest })

function withRequestDefaults(json: unknown): unknown {
  const parsed = WithRequest.safeParse(json)
  if (!parsed.success) return json
  const known = Object.keys(FirewallLogRecord.shape.httpRequest.shape)
  const request = Object.entries(parsed.data.httpRequest).filter(([name]) => known.includes(name))
  return { ...parsed.data, httpRequest: Object.fromEntries(request) }
}
