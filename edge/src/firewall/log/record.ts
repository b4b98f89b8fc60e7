import type { FirewallLogRecord, RuleMatchDetail } from '@porchlight/contract/firewall-log'
import type { Inspection } from '../inspection.ts'
import type { Ending } from '../rules/compile-rule.ts'
import type { MatchingRule, Trace } from '../trace.ts'
import { isSecretName, redactArguments, redactDetail, redacted, redactHeader, redactPath } from './redact.ts'

export interface RecordSettings {
  readonly webaclId: string
  readonly defaultAction: 'ALLOW' | 'BLOCK'
  readonly now: () => number
  readonly countryOf: ((address: string) => string | undefined) | undefined
}

/** AWS WAF's own log record of a request, without its secrets. */
export function buildRecord(
  inspection: Inspection,
  ending: Ending | undefined,
  { webaclId, defaultAction, now, countryOf }: RecordSettings,
): FirewallLogRecord {
  const { trace, request } = inspection
  return {
    timestamp: now(),
    formatVersion: 1,
    webaclId,
    terminatingRuleId: ending?.ruleId ?? 'Default_Action',
    terminatingRuleType: ending?.ruleType ?? 'REGULAR',
    action: ending?.action.kind ?? defaultAction,
    terminatingRuleMatchDetails: redactDetails(ending?.details ?? []),
    httpSourceName: 'ALB',
    httpSourceId: `app/${request.loadBalancer ?? 'main'}/edge`,
    ruleGroupList: trace.groups.map((group) => ({
      ...group,
      terminatingRule: group.terminatingRule && redactMatching(group.terminatingRule),
      nonTerminatingMatchingRules: group.nonTerminatingMatchingRules.map(redactMatching),
    })),
    rateBasedRuleList: trace.rates.map(redactRate),
    nonTerminatingMatchingRules: trace.nonTerminating.map(redactMatching),
    requestHeadersInserted: trace.insertHeaders.length === 0 ? null : pairsOf(trace.insertHeaders),
    responseCodeSent: responseCode(ending),
    httpRequest: describeRequest(inspection, countryOf),
    labels: inspection.labels.map((name) => ({ name })),
    ...(request.body !== undefined && {
      requestBodySize: bodySize(inspection),
      requestBodySizeInspectedByWAF: request.body.bytes.length,
    }),
  }
}

function responseCode(ending: Ending | undefined): number | null {
  return ending !== undefined && 'response' in ending.action ? ending.action.response.status : null
}

function describeRequest(
  { request }: Inspection,
  countryOf: RecordSettings['countryOf'],
): FirewallLogRecord['httpRequest'] {
  return {
    clientIp: request.clientAddress,
    country: countryOf?.(request.clientAddress) ?? '-',
    headers: pairsOf(request.headers).map(({ name, value }) => ({ name, value: redactHeader(name, value) })),
    uri: redactPath(request.uriPath),
    args: redactArguments(request.queryString),
    httpVersion: `HTTP/${request.httpVersion}`,
    httpMethod: request.method,
    requestId: request.requestId,
    fragment: '',
    scheme: request.scheme,
    host: request.host,
  }
}

function bodySize(inspection: Inspection): number {
  const announced = Number(inspection.header('content-length'))
  return Number.isSafeInteger(announced) ? announced : (inspection.request.body?.bytes.length ?? 0)
}

function pairsOf(flat: readonly string[]): { name: string; value: string }[] {
  const pairs: { name: string; value: string }[] = []
  for (let index = 0; index < flat.length; index += 2) {
    pairs.push({ name: flat[index] ?? '', value: flat[index + 1] ?? '' })
  }
  return pairs
}

function redactMatching(rule: MatchingRule): MatchingRule {
  return { ...rule, ruleMatchDetails: redactDetails(rule.ruleMatchDetails) }
}

function redactDetails(details: readonly RuleMatchDetail[]): RuleMatchDetail[] {
  return details.map(redactDetail)
}

function redactRate(rate: Trace['rates'][number]): Trace['rates'][number] {
  if (rate.customValues === undefined) return rate
  const customValues = rate.customValues.map((each) => {
    if (each.key === 'COOKIE') return { ...each, value: redacted }
    if (each.key === 'HEADER') return { ...each, value: redactHeader((each.name ?? '').toLowerCase(), each.value) }
    if (each.key === 'QUERY_STRING') return { ...each, value: redactArguments(each.value) }
    return isSecretName(each.name ?? '') ? { ...each, value: redacted } : each
  })
  return { ...rate, customValues }
}
