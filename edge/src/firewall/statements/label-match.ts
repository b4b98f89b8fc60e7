import type { LabelMatchStatement } from '@porchlight/system/web-acl/statements'
import type { CompileContext, Predicate } from './statement.ts'

/** A key that begins with `awswaf:` is complete; any other is read within the web ACL's own labels. */
export function compileLabelMatch({ Scope, Key }: LabelMatchStatement, context: CompileContext): Predicate {
  if (Scope === 'NAMESPACE' && !Key.endsWith(':')) context.fault('a namespace ends with a colon')
  const isComplete = Key.startsWith('awswaf:')
  if (isComplete && Scope === 'LABEL') return ({ labels }) => labels.length > 0 && labels.includes(Key)
  if (isComplete) return ({ labels }) => labels.some((label) => label.startsWith(Key))
  const { labelPrefix } = context
  if (Scope === 'LABEL') {
    return ({ labels }) =>
      labels.some((label) => label.startsWith(labelPrefix) && `:${label.slice(labelPrefix.length)}`.endsWith(`:${Key}`))
  }
  return ({ labels }) =>
    labels.some((label) => label.startsWith(labelPrefix) && `:${label.slice(labelPrefix.length)}`.includes(`:${Key}`))
}
