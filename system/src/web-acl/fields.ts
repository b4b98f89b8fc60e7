import { z } from 'zod'

/**
 * The parts of a request that a statement looks at, in the shape and under the names of CloudFormation's
 * `AWS::WAFv2::WebACL FieldToMatch`. Strict: a key that is not listed here is refused, never skipped.
 */
const empty = z.strictObject({})

/** What a statement concludes about a part that is larger than what is inspected. */
export const OversizeHandling = z.enum(['CONTINUE', 'MATCH', 'NO_MATCH'])
export type OversizeHandling = z.infer<typeof OversizeHandling>

const MatchScope = z.enum(['ALL', 'KEY', 'VALUE'])

export const JsonBody = z.strictObject({
  MatchPattern: z.union([
    z.strictObject({ All: empty }),
    /** JSON pointers (RFC 6901). */
    z.strictObject({ IncludedPaths: z.array(z.string().startsWith('/')).min(1) }),
  ]),
  MatchScope,
  InvalidFallbackBehavior: z.enum(['MATCH', 'NO_MATCH', 'EVALUATE_AS_STRING']).optional(),
  OversizeHandling: OversizeHandling.optional(),
})
export type JsonBody = z.infer<typeof JsonBody>

export const Headers = z.strictObject({
  MatchPattern: z.union([
    z.strictObject({ All: empty }),
    z.strictObject({ IncludedHeaders: z.array(z.string().min(1)).min(1) }),
    z.strictObject({ ExcludedHeaders: z.array(z.string().min(1)).min(1) }),
  ]),
  MatchScope,
  OversizeHandling,
})
export type Headers = z.infer<typeof Headers>

export const Cookies = z.strictObject({
  MatchPattern: z.union([
    z.strictObject({ All: empty }),
    z.strictObject({ IncludedCookies: z.array(z.string().min(1)).min(1) }),
    z.strictObject({ ExcludedCookies: z.array(z.string().min(1)).min(1) }),
  ]),
  MatchScope,
  OversizeHandling,
})
export type Cookies = z.infer<typeof Cookies>

const Named = z.strictObject({ Name: z.string().min(1).max(64) })

/** Exactly one key. */
export const FieldToMatch = z.union([
  z.strictObject({ Method: empty }),
  z.strictObject({ UriPath: empty }),
  z.strictObject({ QueryString: empty }),
  z.strictObject({ AllQueryArguments: empty }),
  z.strictObject({ SingleQueryArgument: Named }),
  z.strictObject({ SingleHeader: Named }),
  z.strictObject({ Headers }),
  z.strictObject({ Cookies }),
  z.strictObject({ Body: z.strictObject({ OversizeHandling: OversizeHandling.optional() }) }),
  z.strictObject({ JsonBody }),
])
export type FieldToMatch = z.infer<typeof FieldToMatch>

export const textTransformations = [
  'NONE',
  'LOWERCASE',
  'URL_DECODE',
  'URL_DECODE_UNI',
  'HTML_ENTITY_DECODE',
  'JS_DECODE',
  'CSS_DECODE',
  'CMD_LINE',
  'COMPRESS_WHITE_SPACE',
  'NORMALIZE_PATH',
  'NORMALIZE_PATH_WIN',
  'REMOVE_NULLS',
  'REPLACE_NULLS',
  'REPLACE_COMMENTS',
  'BASE64_DECODE',
  'BASE64_DECODE_EXT',
  'HEX_DECODE',
  'SQL_HEX_DECODE',
  'ESCAPE_SEQ_DECODE',
  'UTF8_TO_UNICODE',
  'MD5',
] as const
export const TextTransformationType = z.enum(textTransformations)
export type TextTransformationType = z.infer<typeof TextTransformationType>

/** Applied from the lowest priority number up, each to what the one before made. */
export const TextTransformation = z.strictObject({
  Priority: z.int().min(0),
  Type: TextTransformationType,
})
export type TextTransformation = z.infer<typeof TextTransformation>

export const TextTransformations = z.array(TextTransformation).min(1).max(10)
