import { z } from 'zod'
import { CustomResponse, RuleAction, Statement } from './statements.ts'

/** AWS WAF's web ACL, in the shape and under the names of CloudFormation's `AWS::WAFv2::WebACL`. */

export const VisibilityConfig = z.strictObject({
  SampledRequestsEnabled: z.boolean(),
  CloudWatchMetricsEnabled: z.boolean(),
  MetricName: z.string().regex(/^[\w#:./-]{1,255}$/),
})
export type VisibilityConfig = z.infer<typeof VisibilityConfig>

/** `Action` for a rule of one's own, `OverrideAction` for a rule that is a managed group; never both, never neither. */
export const Rule = z.strictObject({
  Name: z.string().regex(/^[\w-]{1,128}$/),
  /** The lowest number runs first; each is used once. */
  Priority: z.int().min(0),
  Statement,
  Action: RuleAction.optional(),
  OverrideAction: z
    .union([z.strictObject({ None: z.strictObject({}) }), z.strictObject({ Count: z.strictObject({}) })])
    .optional(),
  RuleLabels: z
    .array(z.strictObject({ Name: z.string().regex(/^[\w:-]{1,1024}$/) }))
    .max(100)
    .optional(),
  VisibilityConfig,
})
export type Rule = z.infer<typeof Rule>

export const CustomResponseBody = z.strictObject({
  ContentType: z.enum(['TEXT_PLAIN', 'TEXT_HTML', 'APPLICATION_JSON']),
  Content: z.string().min(1).max(10_240),
})

export const WebAcl = z.strictObject({
  Name: z.string().regex(/^[\w-]{1,128}$/),
  Description: z.string().optional(),
  Scope: z.literal('REGIONAL'),
  DefaultAction: z.union([
    z.strictObject({ Allow: z.strictObject({}) }),
    z.strictObject({ Block: z.strictObject({ CustomResponse: CustomResponse.optional() }) }),
  ]),
  Rules: z.array(Rule),
  CustomResponseBodies: z.record(z.string(), CustomResponseBody).optional(),
  VisibilityConfig,
})
export type WebAcl = z.infer<typeof WebAcl>

/** `AWS::WAFv2::IPSet`. A statement refers to it by `ipSetArn(Name)`; on AWS the real ARN takes that place. */
export const IPSet = z.strictObject({
  Name: z.string().regex(/^[\w-]{1,128}$/),
  Scope: z.literal('REGIONAL'),
  IPAddressVersion: z.enum(['IPV4', 'IPV6']),
  /** CIDR ranges, a single address with /32 or /128. */
  Addresses: z.array(z.string()),
})
export type IPSet = z.infer<typeof IPSet>

/** `AWS::WAFv2::RegexPatternSet`, referred to by `regexPatternSetArn(Name)`. */
export const RegexPatternSet = z.strictObject({
  Name: z.string().regex(/^[\w-]{1,128}$/),
  Scope: z.literal('REGIONAL'),
  RegularExpressionList: z.array(z.string().min(1).max(512)).max(10),
})
export type RegexPatternSet = z.infer<typeof RegexPatternSet>

/** All that a firewall is made of: what a deploy creates on AWS, and what the edge evaluates on one machine. */
export const Firewall = z.strictObject({
  webAcl: WebAcl,
  ipSets: z.array(IPSet),
  regexPatternSets: z.array(RegexPatternSet),
})
export type Firewall = z.infer<typeof Firewall>

/** Stands for the real ARN, which a deploy fills in. */
export function ipSetArn(name: string): string {
  return `arn:aws:wafv2:::regional/ipset/${name}`
}

export function regexPatternSetArn(name: string): string {
  return `arn:aws:wafv2:::regional/regexpatternset/${name}`
}
