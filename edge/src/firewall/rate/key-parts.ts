import type { FieldToMatch, TextTransformation } from '@porchlight/system/web-acl/fields'
import type { RateBasedCustomKey, RateBasedStatement } from '@porchlight/system/web-acl/statements'
import { parseAddress } from '../addresses/parse-address.ts'
import type { Inspection } from '../inspection.ts'
import { forwardedText } from '../statements/addresses.ts'
import type { CompileContext } from '../statements/statement.ts'

/** A part of the key that requests are counted by. A request without it is not counted. */
export interface KeyPart {
  /** As a log record names it. */
  readonly key: string
  readonly name: string | undefined
  read(inspection: Inspection): string | undefined
}

/** Keys are kept, so a value that a client chooses counts up to here. */
const maxValueLength = 256

export function keyParts(statement: RateBasedStatement, context: CompileContext): readonly KeyPart[] {
  const { AggregateKeyType: type, CustomKeys: keys, ScopeDownStatement } = statement
  if ((type === 'CUSTOM_KEYS') !== (keys !== undefined)) context.fault('CUSTOM_KEYS and CustomKeys need each other')
  if (type === 'CONSTANT' && ScopeDownStatement === undefined) context.fault('CONSTANT needs a scope-down statement')
  switch (type) {
    case 'IP':
      return [ipPart]
    case 'FORWARDED_IP':
      return [forwardedPart(statement, context)]
    case 'CONSTANT':
      return [{ key: 'CONSTANT', name: undefined, read: () => '' }]
    case 'CUSTOM_KEYS':
      return (keys ?? []).map((key) => customPart(key, statement, context))
  }
}

/** Whoever holds one IPv6 address holds the whole /64. */
const ipPart: KeyPart = {
  key: 'IP',
  name: undefined,
  read: ({ address, request }) =>
    address?.version === 6 ? `${(address.value >> 64n).toString(16)}::/64` : request.clientAddress,
}

function forwardedPart({ ForwardedIPConfig: config }: RateBasedStatement, context: CompileContext): KeyPart {
  if (config === undefined) {
    context.fault('counting by a forwarded address needs ForwardedIPConfig')
    return ipPart
  }
  const read = (inspection: Inspection): string | undefined => {
    const text = forwardedText(inspection, config)
    if (text === undefined || parseAddress(text) !== undefined) return text
    return config.FallbackBehavior === 'MATCH' ? 'invalid' : undefined
  }
  return { key: 'FORWARDED_IP', name: undefined, read }
}

function customPart(key: RateBasedCustomKey, statement: RateBasedStatement, context: CompileContext): KeyPart {
  if ('IP' in key) return ipPart
  if ('ForwardedIP' in key) return forwardedPart(statement, context)
  if ('HTTPMethod' in key) return { key: 'HTTP_METHOD', name: undefined, read: ({ request }) => request.method }
  if ('LabelNamespace' in key) return labelPart(key.LabelNamespace.Namespace, context)
  const { described, field, transformations } = fieldOf(key)
  const compiled = context.fields.field(field, transformations)
  const read = (inspection: Inspection): string | undefined =>
    compiled.view(inspection).texts[0]?.text.slice(0, maxValueLength)
  return { ...described, read }
}

type FieldKey = Exclude<RateBasedCustomKey, { IP: unknown } | { ForwardedIP: unknown } | { HTTPMethod: unknown }>

interface FieldOfKey {
  readonly described: { readonly key: string; readonly name: string | undefined }
  readonly field: FieldToMatch
  readonly transformations: readonly TextTransformation[]
}

function fieldOf(key: Exclude<FieldKey, { LabelNamespace: unknown }>): FieldOfKey {
  if ('Header' in key) {
    const { Name, TextTransformations: transformations } = key.Header
    return { described: { key: 'HEADER', name: Name }, field: { SingleHeader: { Name } }, transformations }
  }
  if ('QueryArgument' in key) {
    const { Name, TextTransformations: transformations } = key.QueryArgument
    return {
      described: { key: 'QUERY_ARGUMENT', name: Name },
      field: { SingleQueryArgument: { Name } },
      transformations,
    }
  }
  if ('Cookie' in key) {
    const { Name, TextTransformations: transformations } = key.Cookie
    const MatchPattern = { IncludedCookies: [Name] }
    const field = { Cookies: { MatchPattern, MatchScope: 'VALUE', OversizeHandling: 'CONTINUE' } } as const
    return { described: { key: 'COOKIE', name: Name }, field: { Cookies: { ...field.Cookies } }, transformations }
  }
  if ('QueryString' in key) {
    const { TextTransformations: transformations } = key.QueryString
    return { described: { key: 'QUERY_STRING', name: undefined }, field: { QueryString: {} }, transformations }
  }
  const { TextTransformations: transformations } = key.UriPath
  return { described: { key: 'URI_PATH', name: undefined }, field: { UriPath: {} }, transformations }
}

/** The labels of a namespace count together. */
function labelPart(namespace: string, { labelPrefix }: CompileContext): KeyPart {
  const prefix = namespace.startsWith('awswaf:') ? namespace : labelPrefix + namespace
  const read = ({ labels }: Inspection): string | undefined => {
    const found = labels.filter((label) => label.startsWith(prefix))
    return found.length === 0 ? undefined : found.join(',')
  }
  return { key: 'LABEL_NAMESPACE', name: namespace, read }
}
