import { z } from 'zod'
import { FieldToMatch, TextTransformations } from './fields.ts'

/** `AWS::WAFv2::WebACL Statement`: every kind that the evaluator knows. Strict, so that any other is refused by name. */

const matched = { FieldToMatch, TextTransformations }

export const ForwardedIPConfig = z.strictObject({
  HeaderName: z.string().regex(/^[a-zA-Z0-9-]{1,255}$/),
  FallbackBehavior: z.enum(['MATCH', 'NO_MATCH']),
})
export type ForwardedIPConfig = z.infer<typeof ForwardedIPConfig>

export const SqliMatchStatement = z.strictObject({ ...matched, SensitivityLevel: z.enum(['LOW', 'HIGH']).optional() })
export type SqliMatchStatement = z.infer<typeof SqliMatchStatement>

export const XssMatchStatement = z.strictObject(matched)
export type XssMatchStatement = z.infer<typeof XssMatchStatement>

export const ByteMatchStatement = z.strictObject({
  ...matched,
  SearchString: z.string().min(1).max(200),
  PositionalConstraint: z.enum(['EXACTLY', 'STARTS_WITH', 'ENDS_WITH', 'CONTAINS', 'CONTAINS_WORD']),
})
export type ByteMatchStatement = z.infer<typeof ByteMatchStatement>

export const RegexMatchStatement = z.strictObject({ ...matched, RegexString: z.string().min(1).max(512) })
export type RegexMatchStatement = z.infer<typeof RegexMatchStatement>

export const RegexPatternSetReferenceStatement = z.strictObject({ ...matched, Arn: z.string().min(1) })
export type RegexPatternSetReferenceStatement = z.infer<typeof RegexPatternSetReferenceStatement>

export const SizeConstraintStatement = z.strictObject({
  ...matched,
  ComparisonOperator: z.enum(['EQ', 'NE', 'LE', 'LT', 'GE', 'GT']),
  Size: z.int().min(0),
})
export type SizeConstraintStatement = z.infer<typeof SizeConstraintStatement>

export const GeoMatchStatement = z.strictObject({
  /** ISO 3166-1 alpha-2. */
  CountryCodes: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1),
  ForwardedIPConfig: ForwardedIPConfig.optional(),
})
export type GeoMatchStatement = z.infer<typeof GeoMatchStatement>

export const IPSetReferenceStatement = z.strictObject({
  Arn: z.string().min(1),
  IPSetForwardedIPConfig: ForwardedIPConfig.extend({ Position: z.enum(['FIRST', 'LAST', 'ANY']) }).optional(),
})
export type IPSetReferenceStatement = z.infer<typeof IPSetReferenceStatement>

export const LabelMatchStatement = z.strictObject({ Scope: z.enum(['LABEL', 'NAMESPACE']), Key: z.string().min(1) })
export type LabelMatchStatement = z.infer<typeof LabelMatchStatement>

const namedKey = z.strictObject({ Name: z.string().min(1).max(64), TextTransformations })

/** Exactly one key each. */
export const RateBasedCustomKey = z.union([
  z.strictObject({ Header: namedKey }),
  z.strictObject({ Cookie: namedKey }),
  z.strictObject({ QueryArgument: namedKey }),
  z.strictObject({ QueryString: z.strictObject({ TextTransformations }) }),
  z.strictObject({ UriPath: z.strictObject({ TextTransformations }) }),
  z.strictObject({ HTTPMethod: z.strictObject({}) }),
  z.strictObject({ IP: z.strictObject({}) }),
  z.strictObject({ ForwardedIP: z.strictObject({}) }),
  z.strictObject({ LabelNamespace: z.strictObject({ Namespace: z.string().min(1) }) }),
])
export type RateBasedCustomKey = z.infer<typeof RateBasedCustomKey>

export const RuleActionOverride = z.strictObject({
  Name: z.string().min(1),
  get ActionToUse() {
    return RuleAction
  },
})
export type RuleActionOverride = z.infer<typeof RuleActionOverride>

export const CustomResponse = z.strictObject({
  ResponseCode: z.int().min(200).max(599),
  CustomResponseBodyKey: z.string().optional(),
  ResponseHeaders: z.array(z.strictObject({ Name: z.string().min(1), Value: z.string() })).optional(),
})
export type CustomResponse = z.infer<typeof CustomResponse>

const CustomRequestHandling = z.strictObject({
  InsertHeaders: z.array(z.strictObject({ Name: z.string().min(1), Value: z.string() })).min(1),
})
const passing = z.strictObject({ CustomRequestHandling: CustomRequestHandling.optional() })

/** Exactly one key. Allow and Block end the evaluation, Count goes on; Captcha and Challenge end it without a token. */
export const RuleAction = z.union([
  z.strictObject({ Allow: passing }),
  z.strictObject({ Block: z.strictObject({ CustomResponse: CustomResponse.optional() }) }),
  z.strictObject({ Count: passing }),
  z.strictObject({ Captcha: passing }),
  z.strictObject({ Challenge: passing }),
])
export type RuleAction = z.infer<typeof RuleAction>

export interface RateBasedStatement {
  readonly Limit: number
  readonly EvaluationWindowSec?: 60 | 120 | 300 | 600 | undefined
  readonly AggregateKeyType: 'IP' | 'FORWARDED_IP' | 'CUSTOM_KEYS' | 'CONSTANT'
  readonly CustomKeys?: readonly RateBasedCustomKey[] | undefined
  readonly ForwardedIPConfig?: ForwardedIPConfig | undefined
  readonly ScopeDownStatement?: Statement | undefined
}

export interface ManagedRuleGroupStatement {
  readonly VendorName: string
  readonly Name: string
  readonly Version?: string | undefined
  readonly RuleActionOverrides?: readonly RuleActionOverride[] | undefined
  readonly ScopeDownStatement?: Statement | undefined
}

/** Exactly one key. Recursive, which is why its type is written out. */
export type Statement =
  | { readonly SqliMatchStatement: SqliMatchStatement }
  | { readonly XssMatchStatement: XssMatchStatement }
  | { readonly ByteMatchStatement: ByteMatchStatement }
  | { readonly RegexMatchStatement: RegexMatchStatement }
  | { readonly RegexPatternSetReferenceStatement: RegexPatternSetReferenceStatement }
  | { readonly SizeConstraintStatement: SizeConstraintStatement }
  | { readonly GeoMatchStatement: GeoMatchStatement }
  | { readonly IPSetReferenceStatement: IPSetReferenceStatement }
  | { readonly LabelMatchStatement: LabelMatchStatement }
  | { readonly RateBasedStatement: RateBasedStatement }
  | { readonly ManagedRuleGroupStatement: ManagedRuleGroupStatement }
  | { readonly AndStatement: { readonly Statements: readonly Statement[] } }
  | { readonly OrStatement: { readonly Statements: readonly Statement[] } }
  | { readonly NotStatement: { readonly Statement: Statement } }

const nested = z.lazy((): z.ZodType<Statement> => Statement)
const severalNested = z.strictObject({ Statements: z.array(nested).min(2) })

export const Statement: z.ZodType<Statement> = z.union([
  z.strictObject({ SqliMatchStatement }),
  z.strictObject({ XssMatchStatement }),
  z.strictObject({ ByteMatchStatement }),
  z.strictObject({ RegexMatchStatement }),
  z.strictObject({ RegexPatternSetReferenceStatement }),
  z.strictObject({ SizeConstraintStatement }),
  z.strictObject({ GeoMatchStatement }),
  z.strictObject({ IPSetReferenceStatement }),
  z.strictObject({ LabelMatchStatement }),
  z.strictObject({
    RateBasedStatement: z.strictObject({
      Limit: z.int().min(10).max(2_000_000_000),
      EvaluationWindowSec: z.literal([60, 120, 300, 600]).optional(),
      AggregateKeyType: z.enum(['IP', 'FORWARDED_IP', 'CUSTOM_KEYS', 'CONSTANT']),
      CustomKeys: z.array(RateBasedCustomKey).min(1).max(5).optional(),
      ForwardedIPConfig: ForwardedIPConfig.optional(),
      ScopeDownStatement: nested.optional(),
    }),
  }),
  z.strictObject({
    ManagedRuleGroupStatement: z.strictObject({
      VendorName: z.string().min(1),
      Name: z.string().min(1),
      Version: z.string().optional(),
      RuleActionOverrides: z.array(RuleActionOverride).max(100).optional(),
      ScopeDownStatement: nested.optional(),
    }),
  }),
  z.strictObject({ AndStatement: severalNested }),
  z.strictObject({ OrStatement: severalNested }),
  z.strictObject({ NotStatement: z.strictObject({ Statement: nested }) }),
])
