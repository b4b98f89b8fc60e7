import { z } from 'zod'

/** One record a request that a rule touched, in the shape of AWS WAF's own log (docs: "Log fields for web ACL traffic"). */

export const FirewallAction = z.enum(['ALLOW', 'BLOCK', 'COUNT', 'CAPTCHA', 'CHALLENGE'])
export type FirewallAction = z.infer<typeof FirewallAction>

/** What matched and where; AWS fills it for SQLi and XSS, we also for the local equivalents of managed rules. */
export const RuleMatchDetail = z.strictObject({
  conditionType: z.string(),
  /** `ALL_QUERY_ARGS`, `BODY`, `URI`, `HEADER`, `COOKIE`, ... */
  location: z.string(),
  /** The matched part, from the inspected text; secrets are redacted. */
  matchedData: z.array(z.string()),
  matchedFieldName: z.string().optional(),
  sensitivityLevel: z.string().optional(),
})
export type RuleMatchDetail = z.infer<typeof RuleMatchDetail>

const matchingRule = z.strictObject({
  ruleId: z.string(),
  action: FirewallAction,
  ruleMatchDetails: z.array(RuleMatchDetail),
})

export const FirewallLogRecord = z.strictObject({
  /** Milliseconds since 1970. */
  timestamp: z.int(),
  formatVersion: z.literal(1),
  webaclId: z.string(),
  /** `Default_Action` when no rule ended the evaluation. */
  terminatingRuleId: z.string(),
  terminatingRuleType: z.enum(['REGULAR', 'RATE_BASED', 'GROUP', 'MANAGED_RULE_GROUP']),
  action: FirewallAction,
  terminatingRuleMatchDetails: z.array(RuleMatchDetail),
  httpSourceName: z.literal('ALB'),
  httpSourceId: z.string(),
  ruleGroupList: z.array(
    z.strictObject({
      ruleGroupId: z.string(),
      terminatingRule: matchingRule.nullable(),
      nonTerminatingMatchingRules: z.array(matchingRule),
      excludedRules: z.array(z.strictObject({ exclusionType: z.string(), ruleId: z.string() })).nullable(),
      customerConfig: z.null(),
    }),
  ),
  rateBasedRuleList: z.array(
    z.strictObject({
      rateBasedRuleId: z.string(),
      rateBasedRuleName: z.string(),
      limitKey: z.string(),
      maxRateAllowed: z.int(),
      evaluationWindowSec: z.int(),
      limitValue: z.string().optional(),
      customValues: z
        .array(z.strictObject({ key: z.string(), name: z.string().optional(), value: z.string() }))
        .optional(),
    }),
  ),
  nonTerminatingMatchingRules: z.array(matchingRule),
  requestHeadersInserted: z.array(z.strictObject({ name: z.string(), value: z.string() })).nullable(),
  responseCodeSent: z.int().nullable(),
  httpRequest: z.strictObject({
    clientIp: z.string(),
    /** ISO 3166-1 alpha-2, `-` where it is not known. */
    country: z.string(),
    headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    uri: z.string(),
    args: z.string(),
    httpVersion: z.string(),
    httpMethod: z.string(),
    requestId: z.string(),
    fragment: z.string(),
    scheme: z.string(),
    host: z.string(),
  }),
  labels: z.array(z.strictObject({ name: z.string() })),
  requestBodySize: z.int().optional(),
  requestBodySizeInspectedByWAF: z.int().optional(),
})
export type FirewallLogRecord = z.infer<typeof FirewallLogRecord>
