import type { FieldToMatch, TextTransformation } from '@porchlight/system/web-acl/fields'
import type { Inspection } from '../inspection.ts'
import type { FieldText } from '../request/field-view.ts'
import type { CompileContext, Predicate } from './statement.ts'

interface Matching {
  readonly FieldToMatch: FieldToMatch
  readonly TextTransformations: readonly TextTransformation[]
}

/** A statement that tests each text of a field; the first that passes decides. */
export function matchAnyText(
  { FieldToMatch: field, TextTransformations: transformations }: Matching,
  context: CompileContext,
  test: (text: string, found: TextFound) => boolean,
): Predicate {
  reportRepeatedPriority(transformations, context)
  const compiled = context.fields.field(field, transformations)
  const { location } = compiled
  return (inspection) => {
    const { texts, verdict } = compiled.view(inspection)
    if (verdict !== undefined) return verdict === 'MATCH'
    for (const text of texts) {
      if (test(text.text, { inspection, text, location })) return true
    }
    return false
  }
}

/** Where the text was, for a statement that reports it. */
export interface TextFound {
  readonly inspection: Inspection
  readonly text: FieldText
  readonly location: string
}

function reportRepeatedPriority(transformations: readonly TextTransformation[], context: CompileContext): void {
  const priorities = new Set(transformations.map(({ Priority }) => Priority))
  if (priorities.size < transformations.length) context.fault('two text transformations have the same priority')
}
